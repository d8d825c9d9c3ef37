export { ascend, start, type AscentTensors } from './ascent.ts'
export { attackImages } from './attack-images.ts'
export { balls, type Ball } from './ball.ts'
export {
  oneHot,
  type AscentBuffers,
  type InferenceModel,
  type PaddedBatch,
} from './inference-model.ts'
export { nearbyStart, pgd, randomStart, type Ascent } from './pgd.ts'
export { lengthOf } from './step-size.ts'
export type { Outcome } from './worst-of.ts'
