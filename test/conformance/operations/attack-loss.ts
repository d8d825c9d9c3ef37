import * as tf from '@tensorflow/tfjs'
import { attackLosses, slopeOf, type AttackLoss } from '../../../src-main/engine/attack/index.ts'
import { createModel, inference } from '../../../src-main/engine/model/index.ts'
import { flow, warp } from '../../../src-main/engine/spatial/index.ts'
import { withGradients, type CaseInput, type OperationCase } from '../operation-case.ts'

const shape = { height: 9, width: 8, channels: 2 }
const batch = 3
const classes = 5
const model = createModel({ architecture: 'std-cnn' }, shape, classes)
const images: CaseInput = { shape: [batch, 9, 8, 2], domain: 'unit' }
const label: CaseInput = { shape: [batch], dtype: 'int32', domain: { below: classes } }
const each: CaseInput = { shape: [batch], domain: 'unit' }
const field: CaseInput = { shape: [batch, 9, 8, 2] }
const weights = model.weights.map((spec): CaseInput => ({ shape: spec.shape, domain: 'unit' }))

const losses = Object.keys(attackLosses) as AttackLoss[]
const rowsOf = (labels: tf.Tensor): tf.Tensor2D =>
  tf.cast<tf.Tensor2D>(tf.oneHot(labels, classes) as tf.Tensor2D, 'float32')

/** The network of weights made small, on images made positive. */
const forwardBy =
  (w: readonly tf.Tensor[]) =>
  (at: tf.Tensor): tf.Tensor2D => {
    const calm = w.map((weight) => tf.mul(weight, 0.1))
    return model.forward(tf.abs(at as tf.Tensor4D), calm, inference)
  }
const marginFrom = (labels: tf.Tensor) => (logits: tf.Tensor2D) =>
  attackLosses.margin.value(logits, rowsOf(labels), rowsOf(labels))

/** What attacks climb, with its gradients, as sessions compile it. */
export const attackLossCases: readonly OperationCase[] = [
  ...losses.map((loss): OperationCase => ({
    name: `${model.name}: logits, ${loss} and its gradient in the images`,
    inputs: [images, label, label, ...weights],
    program: ([x, from, towards, ...w]) => {
      const value = (logits: tf.Tensor2D): tf.Tensor1D =>
        attackLosses[loss].value(logits, rowsOf(from), rowsOf(towards))
      return slopeOf(forwardBy(w), value, x)
    },
    tolerance: 1e-4,
  })),
  {
    name: `${model.name}: the slope in images and transform, through the warp`,
    inputs: [images, each, each, each, label, ...weights],
    program: ([x, angle, dx, dy, from, ...w]) => {
      const moved = (at: tf.Tensor, turn: tf.Tensor, right: tf.Tensor, down: tf.Tensor) =>
        warp(at as tf.Tensor4D, {
          angle: tf.mul<tf.Tensor1D>(turn, 50),
          dx: right as tf.Tensor1D,
          dy: down as tf.Tensor1D,
        })
      const through = (at: tf.Tensor, turn: tf.Tensor, right: tf.Tensor, down: tf.Tensor) =>
        forwardBy(w)(moved(at, turn, right, down))
      return slopeOf(through, marginFrom(from), x, angle, dx, dy)
    },
    tolerance: 1e-3,
  },
  {
    name: `${model.name}: the slope in a flow of the pixels`,
    inputs: [images, field, label, ...weights],
    program: ([x, by, from, ...w]) => {
      const through = (at: tf.Tensor): tf.Tensor2D =>
        forwardBy(w)(flow(x as tf.Tensor4D, at as tf.Tensor4D))
      return slopeOf(through, marginFrom(from), by)
    },
    tolerance: 1e-3,
  },
  {
    name: 'a flow and its gradients in images and field',
    inputs: [images, field],
    program: withGradients((x, by) => flow(x as tf.Tensor4D, by as tf.Tensor4D)),
    tolerance: 1e-4,
  },
]
