import * as tf from '@tensorflow/tfjs'
import { trainingNorms } from '#threat'
import { ascend, start, tensorBalls } from '../../../src-main/engine/attack/index.ts'
import {
  crossEntropyObjective,
  klDivergence,
  margin,
  martObjective,
  smoothedObjective,
  tradesObjective,
} from '../../../src-main/engine/loss/index.ts'
import { createModel, inference, type Model } from '../../../src-main/engine/model/index.ts'
import { gradientProgram } from '../../../src-main/engine/session/gradient.ts'
import { warp } from '../../../src-main/engine/spatial/index.ts'
import { withGradients, type CaseInput, type OperationCase } from '../operation-case.ts'

const shape = { height: 9, width: 8, channels: 2 }
const batch = 3
const classes = 4
const images: CaseInput = { shape: [batch, 9, 8, 2], domain: 'unit' }
const rows: CaseInput = { shape: [batch, classes] }
const each: CaseInput = { shape: [batch], domain: 'positive' }

const models = (['std-cnn', 'madry-cnn'] as const).map((architecture) =>
  createModel({ architecture }, shape, classes),
)
const weightsOf = (model: Model): CaseInput[] =>
  model.weights.map((spec) => ({ shape: spec.shape, domain: 'unit' }))

/** Inputs are drawn within ± 0.9: pixels are their size, weights a tenth of them. */
const pixels = (x: tf.Tensor): tf.Tensor4D => tf.abs(x as tf.Tensor4D)
const calm = (weights: readonly tf.Tensor[]): tf.Tensor[] => weights.map((w) => tf.mul(w, 0.1))
const targetsOf = (x: tf.Tensor): tf.Tensor2D => tf.softmax(x as tf.Tensor2D)

const attackCases = trainingNorms.flatMap((norm) =>
  models.map((model): OperationCase => ({
    name: `${model.name}: an attack step in ${norm}`,
    inputs: [images, images, rows, each, each, ...weightsOf(model)],
    program: ([x, noise, targets, epsilon, stepSize, ...w]) => {
      const clean = pixels(x)
      const radius: tf.Tensor1D = tf.mul(epsilon, 0.1)
      const perturbed = start(clean, noise as tf.Tensor4D, radius)
      const leap: tf.Tensor1D = tf.mul(stepSize, 0.02)
      const at = { perturbed, clean, targets: targetsOf(targets), epsilon: radius, stepSize: leap }
      return [ascend(tensorBalls[norm], (from) => model.forward(from, calm(w), inference), at)]
    },
    tolerance: 1e-4,
  })),
)

const objectives = [
  crossEntropyObjective,
  smoothedObjective(0.1),
  tradesObjective(6),
  martObjective(5),
]
const gradientCases = objectives.map((objective): OperationCase => {
  const [model] = models
  const gradient = gradientProgram(model, objective, shape, classes, batch)
  const count = gradient.data.length
  return {
    name: `${model.name}: the gradient of ${objective.name}`,
    inputs: [...gradient.data, ...gradient.weights].map((spec) => ({
      shape: spec.shape,
      domain: spec.shape.length === 4 ? 'unit' : 'positive',
    })),
    program: (inputs) => {
      const [perturbed, targets, share, ...rest] = inputs.slice(0, count)
      const data = [pixels(perturbed), targetsOf(targets), tf.mul(share, 0.2), ...rest]
      return gradient.compute(data, calm(inputs.slice(count)))
    },
    tolerance: 1e-3,
  }
})

/** Losses with their gradients, attacks and the warp, as sessions compile them. */
export const scienceCases: readonly OperationCase[] = [
  ...attackCases,
  ...gradientCases,
  {
    name: 'the divergence of TRADES, both ways',
    inputs: [rows, rows],
    program: withGradients((p, q) => klDivergence(p as tf.Tensor2D, q as tf.Tensor2D)),
  },
  {
    name: 'margin and prediction',
    inputs: [rows, { shape: [batch], dtype: 'int32', domain: { below: classes } }],
    program: ([logits, labels]) => {
      const targets = tf.cast(tf.oneHot(labels, classes), 'float32')
      return [margin(logits as tf.Tensor2D, targets as tf.Tensor2D), tf.argMax(logits, 1)]
    },
  },
  {
    name: 'the warp and its gradients in image, angle and shift',
    inputs: [images, { shape: [batch] }, { shape: [batch] }, { shape: [batch] }],
    program: withGradients((x, angle, dx, dy) =>
      warp(x as tf.Tensor4D, {
        angle: tf.mul(angle, 100),
        dx: dx as tf.Tensor1D,
        dy: dy as tf.Tensor1D,
      }),
    ),
    tolerance: 1e-3,
  },
]
