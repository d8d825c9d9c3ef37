import { cpus } from 'node:os'
import {
  createOnnxCompiler,
  createReferenceCompiler,
  createTensorFlowCompiler,
  type Compiler,
  type OnnxProvider,
} from '#engine'
import { CuspError } from '#errors'
import type { NamedEngine } from '#spec'
import type { EngineDescription } from '#trainer'
import { engineCatalogue } from '../engine/catalogue.ts'
import { askNvidia } from '../engine/cuda.ts'
import { findTensorFlow, versionOf } from '../engine/packages.ts'
import { version } from '../version.ts'

export interface Opened {
  readonly compiler: Compiler
  readonly description: EngineDescription
}

interface Around {
  readonly threads: number
  /** Folder of built engines. */
  readonly engines: string
}

/**
 * An engine in this process, with what is recorded of it.
 * @throws CuspError `engine.missing`.
 */
export async function openCompiler(choice: NamedEngine, around: Around): Promise<Opened> {
  const { name, provider, isGpu } = engineCatalogue[choice]
  const device = isGpu ? await gpuName(choice) : cpuName()
  const common = { name, provider, ...(device !== undefined && { device }) }
  const base = { cusp: version, node: process.versions.node }
  if (name === 'reference') {
    const versions = { ...base, ...installed('@tensorflow/tfjs') }
    const description = { ...common, threads: 1, versions }
    return { compiler: await createReferenceCompiler(), description }
  }
  const { threads } = around
  if (name === 'onnx') {
    // The catalogue's providers of onnx are those there are.
    const compiler = await createOnnxCompiler({ threads, provider: provider as OnnxProvider })
    const versions = { ...base, ...installed('onnxruntime-node') }
    return { compiler, description: { ...common, threads, versions } }
  }
  const found = findTensorFlow(around.engines, name)
  if (!found)
    throw new CuspError('engine.missing', `${name} is not installed.`, { place: 'engine' })
  const { compiler, facts } = await createTensorFlowCompiler({ package: found, threads })
  const versions = {
    ...base,
    [`@tensorflow/${name}`]: found.version,
    tensorflow: facts.version,
  }
  return { compiler, description: { ...common, threads, versions } }
}

function installed(packageName: string): Record<string, string> {
  return { [packageName]: versionOf(packageName) ?? 'unknown' }
}

function cpuName(): string | undefined {
  return cpus().at(0)?.model.trim()
}

/** The driver's word for it; other makers' GPUs have none that can be asked. */
async function gpuName(choice: NamedEngine): Promise<string | undefined> {
  if (choice === 'onnx-dml' || choice === 'onnx-coreml') return undefined
  const nvidia = await askNvidia()
  return nvidia.gpus?.[0]
}
