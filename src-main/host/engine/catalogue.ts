import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { NamedEngine } from '#spec'
import type { EngineName } from '#trainer'
import { findTensorFlow, folderOf, versionOf } from './packages.ts'

/** The machine, as far as it decides which engines can be tried. */
export interface Machine {
  /** As `linux-x64`. */
  readonly platform: string
  /** Folder of built engines. */
  readonly engines: string
}

/** This machine, with the engines built for a data folder. */
export function machineOf({ engines }: { readonly engines: string }): Machine {
  return { platform: `${process.platform}-${process.arch}`, engines }
}

export interface EngineEntry {
  readonly name: EngineName
  readonly provider: string
  /** What computes, before it is asked. */
  readonly device: string
  readonly isGpu: boolean
  version(machine: Machine): string | null
  /** Why it need not be tried, with the exact next step; undefined when it can be tried. */
  absence(machine: Machine): string | undefined
}

const runtime = 'onnxruntime-node'

function onnx(provider: string, device: string, absence: EngineEntry['absence']): EngineEntry {
  const version = () => versionOf(runtime)
  const missing = (machine: Machine) =>
    version() === null ? `${runtime} is not installed; run "npm ci".` : absence(machine)
  const isGpu = provider !== 'cpu'
  return { name: 'onnx', provider, device, isGpu, version, absence: missing }
}

function tensorFlow(name: 'tfjs-node' | 'tfjs-node-gpu', device: string): EngineEntry {
  const isGpu = name === 'tfjs-node-gpu'
  const provider = isGpu ? 'cuda' : 'cpu'
  return {
    ...{ name, provider, device, isGpu },
    version: ({ engines }) => findTensorFlow(engines, name)?.version ?? null,
    absence: (machine) =>
      findTensorFlow(machine.engines, name) ? undefined : howToGet(name, machine.platform),
  }
}

function howToGet(name: 'tfjs-node' | 'tfjs-node-gpu', platform: string): string {
  const byNpm =
    name === 'tfjs-node-gpu'
      ? 'npm leaves the package out when its download of TensorFlow fails; with a connection, "npm install" tries again (CUDA 11.2 and cuDNN 8.1)'
      : 'with a connection, "npm install --no-save @tensorflow/tfjs-node@4.22.0" brings it'
  if (platform !== 'linux-x64') return `It is not installed: ${byNpm}.`
  const needs = name === 'tfjs-node-gpu' ? ' (for CUDA 12 and cuDNN 9)' : ''
  return `It is not installed. Run "cusp engine install ${name}"${needs}; or ${byNpm}.`
}

/** Engines by what a spec calls them, those on a GPU first: they win a tie. */
export const engineCatalogue: Readonly<Record<NamedEngine, EngineEntry>> = {
  'tfjs-node-gpu': tensorFlow('tfjs-node-gpu', 'NVIDIA GPU'),
  'onnx-cuda': onnx('cuda', 'NVIDIA GPU', ({ platform }) => {
    if (platform !== 'linux-x64')
      return `ONNX Runtime computes on CUDA on linux-x64 only, and this is ${platform}.`
    if (hasCudaLibrary()) return undefined
    return 'ONNX Runtime’s library for CUDA 12 and cuDNN 9 is not there: with an NVIDIA GPU and a connection, run "ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node".'
  }),
  'onnx-webgpu': onnx('webgpu', 'GPU', ({ platform }) => {
    if (platform === 'linux-arm64') return 'ONNX Runtime has no WebGPU on linux-arm64.'
    const isLinux = platform.startsWith('linux')
    if (!isLinux || hasGraphics()) return undefined
    return 'There is no graphics device (/dev/dri, /dev/nvidia0); install the driver of the GPU, if this machine has one.'
  }),
  'onnx-dml': onnx('dml', 'DirectX 12 GPU', ({ platform }) =>
    platform.startsWith('win32')
      ? undefined
      : `DirectML is a part of Windows, and this is ${platform}.`,
  ),
  'onnx-coreml': onnx('coreml', 'Apple GPU and Neural Engine', ({ platform }) =>
    platform.startsWith('darwin')
      ? undefined
      : `Core ML is a part of macOS, and this is ${platform}.`,
  ),
  onnx: onnx('cpu', 'CPU', () => undefined),
  'tfjs-node': tensorFlow('tfjs-node', 'CPU'),
  reference: {
    ...{ name: 'reference', provider: 'cpu', isGpu: false },
    device: 'CPU, one thread, slow: for checking others',
    version: () => versionOf('@tensorflow/tfjs'),
    absence: () =>
      versionOf('@tensorflow/tfjs') === null
        ? '@tensorflow/tfjs is not installed; run "npm ci".'
        : undefined,
  },
}

export const namedEngines = Object.keys(engineCatalogue) as NamedEngine[]

/** Engines that a run which asks for `auto` may end up on, before they are tried. */
export function triedByAuto(machine: Machine): NamedEngine[] {
  return namedEngines.filter(
    (engine) => engine !== 'reference' && engineCatalogue[engine].absence(machine) === undefined,
  )
}

/** What a spec calls the engine of a description. */
export function choiceOf(described: { name: string; provider: string }): NamedEngine | undefined {
  return namedEngines.find((choice) => {
    const { name, provider } = engineCatalogue[choice]
    return name === described.name && provider === described.provider
  })
}

function hasCudaLibrary(): boolean {
  const root = folderOf(runtime)
  if (root === undefined) return false
  const versions = readdirSync(join(root, 'bin')).map((napi) =>
    join(root, 'bin', napi, 'linux/x64'),
  )
  return versions.some((folder) => existsSync(join(folder, 'libonnxruntime_providers_cuda.so')))
}

function hasGraphics(): boolean {
  return existsSync('/dev/dri') || existsSync('/dev/nvidia0')
}
