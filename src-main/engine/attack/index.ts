export { ascend, start, type AscentTensors } from './ascent.ts'
export { attackImages } from './attack-images.ts'
export { attackLosses, type AttackLoss } from './attack-loss.ts'
export { balls, type Ball } from './ball.ts'
export {
  oneHot,
  type AscentBuffers,
  type DifferentiableModel,
  type InferenceModel,
  type LossRows,
  type Slope,
} from './inference-model.ts'
export { nearbyStart, pgd, randomStart, type Ascent } from './pgd.ts'
export { slopeOf } from './slope.ts'
export { lengthOf } from './step-size.ts'
export type { Outcome } from './worst-of.ts'
