import * as tf from '@tensorflow/tfjs'
import { trainingNorms } from '#threat'
import type { ImageShape } from '#dataset'
import { architectures, hasBatchNorm, type ArchitectureName } from '#spec'
import { ascend, start, tensorBalls } from '../../../src-main/engine/attack/index.ts'
import {
  crossEntropyObjective,
  klDivergence,
  margin,
  martObjective,
  smoothedObjective,
  tradesObjective,
} from '../../../src-main/engine/loss/index.ts'
import {
  createModel,
  inference,
  isTrainable,
  type Mode,
  type Model,
} from '../../../src-main/engine/model/index.ts'
import { gradientProgram } from '../../../src-main/engine/session/gradient.ts'
import { warp } from '../../../src-main/engine/spatial/index.ts'
import { withGradients, type CaseInput, type OperationCase } from '../operation-case.ts'

const shape = { height: 9, width: 8, channels: 2 }
const batch = 3
const classes = 4
const images: CaseInput = { shape: [batch, 9, 8, 2], domain: 'unit' }
const rows: CaseInput = { shape: [batch, classes] }
const each: CaseInput = { shape: [batch], domain: 'positive' }

const made = (architecture: ArchitectureName, of: ImageShape): Model =>
  createModel({ architecture }, of, classes)
const models = [made('std-cnn', shape), made('madry-cnn', shape)]
/** The smallest images that the other networks take. */
const digit = { height: 28, width: 28, channels: 1 }
const weightsOf = (model: Model): CaseInput[] =>
  model.weights.map((spec) => ({
    shape: spec.shape,
    domain: spec.initial === 'ones' ? 'positive' : 'unit',
  }))

/** Inputs are drawn within ± 0.9: pixels are their size, weights a tenth of them. */
const pixels = (x: tf.Tensor): tf.Tensor4D => tf.abs(x as tf.Tensor4D)
const calm = (weights: readonly tf.Tensor[]): tf.Tensor[] => weights.map((w) => tf.mul(w, 0.1))
const targetsOf = (x: tf.Tensor): tf.Tensor2D => tf.softmax(x as tf.Tensor2D)

/** Scales and variances stay positive, all others are made small. */
const calmOf = (model: Model, weights: readonly tf.Tensor[]): tf.Tensor[] =>
  weights.map((w, i) => (model.weights[i].initial === 'ones' ? w : tf.mul(w, 0.1)))

/** The images and what a gradient reaches. */
const learners = (model: Model): number[] => [
  0,
  ...model.weights.flatMap((spec, i) => (isTrainable(spec) ? [i + 1] : [])),
]

const modelCases = architectures.flatMap((architecture): OperationCase[] => {
  const isSmall = architecture === 'std-cnn' || architecture === 'madry-cnn'
  const of = isSmall ? shape : digit
  const model = made(architecture, of)
  const input: CaseInput = { shape: [2, of.height, of.width, of.channels], domain: 'unit' }
  const modes: Mode['kind'][] = hasBatchNorm({ architecture })
    ? ['inference', 'training']
    : ['inference']
  return modes.map((kind) => ({
    name: `${model.name}: logits and their gradients, ${kind}`,
    inputs: [input, ...weightsOf(model)],
    program: withGradients((x, ...w) => {
      const share = tf.tensor1d([0.75, 0.25])
      const mode: Mode = kind === 'training' ? { kind, share, observe() {} } : inference
      return model.forward(pixels(x), calmOf(model, w), mode)
    }, learners(model)),
    tolerance: 2e-4,
  }))
})

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

/** Models, losses with their gradients, attacks and the warp, as sessions compile them. */
export const scienceCases: readonly OperationCase[] = [
  ...modelCases,
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
