import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import type { Norm } from '#threat'
import { ascend, attackLosses, balls, slopeOf, start, type AttackLoss } from '../attack/index.ts'
import { crossEntropy, margin } from '../loss/index.ts'
import type { Model } from '../model/index.ts'
import { warp } from '../spatial/index.ts'
import { float } from './float.ts'
import type { WeightedProgram } from './runner.ts'

/** What an inference-mode model is asked, as programs for one size of batch. */
export interface Programs {
  /** (images, targets) → (prediction, loss, margin), each `[capacity]`. */
  readonly verdicts: WeightedProgram
  /** (images) → (logits). */
  readonly logits: WeightedProgram
  /** (images) → (probabilities). */
  readonly probabilities: WeightedProgram
  /** (clean, noise, scale) → (images). */
  readonly start: WeightedProgram
  /** (images, angle, dx, dy) → (images). */
  readonly warp: WeightedProgram
  /** (perturbed, clean, targets, epsilon, step size) → (images). */
  ascent(norm: Norm): WeightedProgram
  /** (images, the rows that the loss reads) → (logits, loss, gradient). */
  slope(loss: AttackLoss): WeightedProgram
  /** (images, weights) → (logits, gradient of Σ weights · logits). */
  readonly pullback: WeightedProgram
}

export function programsOf(
  model: Model,
  shape: ImageShape,
  classes: number,
  capacity: number,
): Programs {
  const images = float(capacity, shape.height, shape.width, shape.channels)
  const rows = float(capacity, classes)
  const each = float(capacity)
  const weights = model.weights.map((spec) => float(...spec.shape))
  const named = (name: string): string => `${name} of ${model.name}, ${capacity} images`
  return {
    verdicts: { name: named('verdicts'), data: [images, rows], weights, compute: verdicts(model) },
    logits: {
      name: named('logits'),
      data: [images],
      weights,
      compute: ([x], w) => [model.forward(x as tf.Tensor4D, w)],
    },
    probabilities: {
      name: named('probabilities'),
      data: [images],
      weights,
      compute: ([x], w) => [tf.softmax(model.forward(x as tf.Tensor4D, w))],
    },
    start: { name: named('start'), data: [images, images, each], weights: [], compute: begin },
    warp: { name: named('warp'), data: [images, each, each, each], weights: [], compute: move },
    ascent: (norm) => ({
      name: named(`${norm} step`),
      data: [images, images, rows, each, each],
      weights,
      compute: climb(model, norm),
    }),
    slope: (loss) => ({
      name: named(`${loss} slope`),
      data: [images, ...Array.from({ length: attackLosses[loss].reads }, () => rows)],
      weights,
      compute: ([x, from, towards], w) => {
        const value = (logits: tf.Tensor2D): tf.Tensor1D =>
          attackLosses[loss].value(logits, from as tf.Tensor2D, towards as tf.Tensor2D)
        return slopeOf((at) => model.forward(at, w), value, x as tf.Tensor4D)
      },
    }),
    pullback: {
      name: named('pullback'),
      data: [images, rows],
      weights,
      compute: ([x, along], w) => {
        const value = (logits: tf.Tensor2D): tf.Tensor1D => tf.sum(tf.mul(logits, along), 1)
        const [logits, , gradient] = slopeOf((at) => model.forward(at, w), value, x as tf.Tensor4D)
        return [logits, gradient]
      },
    },
  }
}

type Compute = WeightedProgram['compute']

function verdicts(model: Model): Compute {
  return ([x, targets], weights) => {
    const logits = model.forward(x as tf.Tensor4D, weights)
    const labels = targets as tf.Tensor2D
    return [tf.argMax(logits, 1), crossEntropy(logits, labels), margin(logits, labels)]
  }
}

function begin([clean, noise, scale]: tf.Tensor[]): tf.Tensor[] {
  return [start(clean as tf.Tensor4D, noise as tf.Tensor4D, scale as tf.Tensor1D)]
}

function move([x, ...by]: tf.Tensor[]): tf.Tensor[] {
  const [angle, dx, dy] = by as tf.Tensor1D[]
  return [warp(x as tf.Tensor4D, { angle, dx, dy })]
}

function climb(model: Model, norm: Norm): Compute {
  return ([perturbed, clean, targets, ...perImage], weights) => {
    const [epsilon, stepSize] = perImage as tf.Tensor1D[]
    const at = {
      perturbed: perturbed as tf.Tensor4D,
      clean: clean as tf.Tensor4D,
      targets: targets as tf.Tensor2D,
      epsilon,
      stepSize,
    }
    return [ascend(balls[norm], (x) => model.forward(x, weights), at)]
  }
}
