import { createRequire } from 'node:module'
import type { DoctorReport } from '#contract'
import type { EngineDescription } from '#trainer'
import { version } from './version.ts'

type EngineReport = DoctorReport['engines'][number]
type EngineName = EngineDescription['name']

interface EnginePackage {
  readonly name: string
  readonly device: string
}

const packages: Readonly<Record<EngineName, EnginePackage>> = {
  onnx: { name: 'onnxruntime-node', device: 'CPU' },
  reference: { name: '@tensorflow/tfjs', device: 'CPU, one thread, slow: for checking others' },
}

/** What this machine has, by what is installed: the host never loads an engine, workers do. */
export function engineReports(): EngineReport[] {
  return Object.entries(packages).map(([name, { name: packageName, device }]) => {
    const found = versionOf(packageName)
    const reason = found === null ? `${packageName} is not installed; run "npm ci".` : ''
    return { name, available: found !== null, device, version: found, reason }
  })
}

/** Versions of all that has a part in an engine's numbers. */
export function engineVersions(name: EngineName): Record<string, string> {
  const { name: packageName } = packages[name]
  const found = versionOf(packageName) ?? 'unknown'
  return { cusp: version, node: process.versions.node, [packageName]: found }
}

function versionOf(packageName: string): string | null {
  try {
    const read = createRequire(import.meta.url)
    return (read(`${packageName}/package.json`) as { version: string }).version
  } catch {
    return null
  }
}
