export { createModel } from './create-model.ts'
export { initialWeights } from './initialise.ts'
export { matchArrays } from './match-arrays.ts'
export { inference, momentum, type Mode } from './mode.ts'
export {
  elements,
  isTrainable,
  parameterCount,
  type Architecture,
  type Model,
  type WeightSpec,
} from './model.ts'
export { normalised } from './normalised.ts'
export { decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts'
export { weightsHash } from './weights-hash.ts'
