import * as tf from '@tensorflow/tfjs'
import { attackLosses, slopeOf, type AttackLoss } from '../../../src-main/engine/attack/index.ts'
import { createModel, inference } from '../../../src-main/engine/model/index.ts'
import type { CaseInput, OperationCase } from '../operation-case.ts'

const shape = { height: 9, width: 8, channels: 2 }
const batch = 3
const classes = 5
const model = createModel({ architecture: 'std-cnn' }, shape, classes)
const images: CaseInput = { shape: [batch, 9, 8, 2], domain: 'unit' }
const label: CaseInput = { shape: [batch], dtype: 'int32', domain: { below: classes } }
const weights = model.weights.map((spec): CaseInput => ({ shape: spec.shape, domain: 'unit' }))

const losses = Object.keys(attackLosses) as AttackLoss[]
const rowsOf = (labels: tf.Tensor): tf.Tensor2D =>
  tf.cast<tf.Tensor2D>(tf.oneHot(labels, classes) as tf.Tensor2D, 'float32')

/** What attacks climb, with its gradient in the images, as sessions compile it. */
export const attackLossCases: readonly OperationCase[] = losses.map((loss) => ({
  name: `${model.name}: logits, ${loss} and its gradient in the images`,
  inputs: [images, label, label, ...weights],
  program: ([x, from, towards, ...w]) => {
    const forward = (at: tf.Tensor4D): tf.Tensor2D =>
      model.forward(
        at,
        w.map((weight) => tf.mul(weight, 0.1)),
        inference,
      )
    const value = (logits: tf.Tensor2D): tf.Tensor1D =>
      attackLosses[loss].value(logits, rowsOf(from), rowsOf(towards))
    return slopeOf(forward, value, tf.abs(x as tf.Tensor4D))
  },
  tolerance: 1e-4,
}))
