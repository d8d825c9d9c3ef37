import type { EngineChoice } from '#spec'
import { engineCatalogue, triedByAuto, type Machine } from './catalogue.ts'
import type { Nvidia } from './cuda.ts'
import type { EngineReport } from './prober.ts'

/** What runs that ask for `auto` are computed on, in words. */
export function engineSentence(preferred: EngineChoice, threads: number, machine: Machine): string {
  const count = `${threads} ${threads === 1 ? 'thread' : 'threads'}`
  if (preferred !== 'auto') return `${preferred}, ${engineCatalogue[preferred].device}, ${count}`
  const tried = triedByAuto(machine)
  return tried.length === 1
    ? `ONNX Runtime, CPU, ${count}`
    : `the fastest of ${tried.join(', ')}; ${count}`
}

/** What there is of an NVIDIA GPU, and why nothing computes on it where nothing does. */
export function gpuSentence(nvidia: Nvidia, engines: readonly EngineReport[]): string {
  if (!nvidia.gpus) return nvidia.reason
  const found = nvidia.gpus.join(', ')
  const onGpu = engines.filter(({ name }) => name === 'tfjs-node-gpu' || name === 'onnx-cuda')
  const usable = onGpu.find(({ available }) => available)
  if (usable) return `${found}: ${usable.name} computes on it.`
  const reasons = onGpu.map(({ name, reason }) => `${name}: ${reason}`).join(' ')
  return `${found} is there, and runs are computed on the CPU. ${reasons}`
}
