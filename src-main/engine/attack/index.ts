export { ascend, start, stepAlong, type AscentTensors } from './ascent/ascend.ts'
export { nearbyStart, pgd, randomStart, type Ascent } from './ascent/pgd.ts'
export { lengthOf } from './ascent/step-size.ts'
export { assertNumbers } from './assert-numbers.ts'
export { attackImages } from './attack-images.ts'
export { attackLosses, type AttackLoss, type UntargetedLoss } from './attack-loss.ts'
export { balls, tensorBalls, type Ball, type TensorBall } from './ball/index.ts'
export { rowsOf, stack } from './example.ts'
export {
  oneHot,
  type AscentBuffers,
  type DifferentiableModel,
  type InferenceModel,
  type LossRows,
  type Slope,
} from './inference-model.ts'
export { slopeOf } from './slope.ts'
export { isWorse, type Outcome } from './worst-of.ts'
