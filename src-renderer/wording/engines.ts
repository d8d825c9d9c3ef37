import type { EngineChoice } from '#contract'

/** What a person reads for each engine a run may ask for. */
export const engineNames: Readonly<Record<EngineChoice, string>> = {
  auto: 'fastest here',
  onnx: 'ONNX Runtime, CPU',
  'onnx-webgpu': 'ONNX Runtime, WebGPU',
  'onnx-cuda': 'ONNX Runtime, CUDA',
  'onnx-dml': 'ONNX Runtime, DirectML',
  'onnx-coreml': 'ONNX Runtime, Core ML',
  'tfjs-node-gpu': 'TensorFlow, CUDA (tfjs-node-gpu)',
  'tfjs-node': 'TensorFlow, CPU (tfjs-node)',
  reference: 'reference (slow)',
}

/** An engine's name for a person; one that is not known by its own. */
export function nameOfEngine(name: string): string {
  return Object.hasOwn(engineNames, name) ? engineNames[name as EngineChoice] : name
}
