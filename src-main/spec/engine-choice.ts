/**
 * What a run may ask to be computed on; `auto` is whichever engine of the machine is fastest on the
 * run's own step. Stored: add, never rename.
 */
export const engineChoices = [
  'auto',
  'onnx',
  'onnx-webgpu',
  'onnx-cuda',
  'onnx-dml',
  'onnx-coreml',
  'tfjs-node-gpu',
  'tfjs-node',
  'reference',
] as const
export type EngineChoice = (typeof engineChoices)[number]
/** A choice that leaves nothing open. */
export type NamedEngine = Exclude<EngineChoice, 'auto'>
