import { availableParallelism } from 'node:os'
import type { DoctorReport } from '#contract'
import type { EngineDescription } from '#trainer'
import { versionOf } from './engine/packages.ts'
import { version } from './version.ts'

type EngineReport = DoctorReport['engines'][number]
type EngineName = Extract<EngineDescription['name'], 'onnx' | 'reference'>

interface EnginePackage {
  readonly name: string
  readonly device: string
}

const packages: Readonly<Record<EngineName, EnginePackage>> = {
  onnx: { name: 'onnxruntime-node', device: 'CPU' },
  reference: { name: '@tensorflow/tfjs', device: 'CPU, one thread, slow: for checking others' },
}

const gpuPackage = '@tensorflow/tfjs-node-gpu'

/** What this machine has, by what is installed: the host never loads an engine, workers do. */
export function engineReports(): EngineReport[] {
  return [...computing(), gpuReport()]
}

/** What runs are computed on here when their spec says `auto`, in words. */
export function engineSentence(): string {
  if (versionOf(packages.onnx.name) === null) return 'reference, CPU, one thread'
  return `ONNX Runtime, CPU, ${countOf(availableParallelism(), 'thread')}`
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function computing(): EngineReport[] {
  return Object.entries(packages).map(([name, { name: packageName, device }]) => {
    const found = versionOf(packageName)
    const reason = found === null ? `${packageName} is not installed; run "npm ci".` : ''
    return { name, available: found !== null, device, version: found, reason }
  })
}

/** The optional package: npm leaves it out where its own download of TensorFlow fails. */
function gpuReport(): EngineReport {
  const found = versionOf(gpuPackage)
  const reason =
    found === null
      ? `${gpuPackage} is not installed: npm leaves it out when its download of TensorFlow fails; with a connection, run "npm install". Runs use onnx.`
      : 'It is installed, but this version of Cusp computes on onnx only.'
  return { name: 'tfjs-node-gpu', available: false, device: 'NVIDIA GPU', version: found, reason }
}

/** Versions of all that has a part in an engine's numbers. */
export function engineVersions(name: EngineName): Record<string, string> {
  const { name: packageName } = packages[name]
  const found = versionOf(packageName) ?? 'unknown'
  return { cusp: version, node: process.versions.node, [packageName]: found }
}
