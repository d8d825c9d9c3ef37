import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import type { TrainingNorm } from '#threat'
import {
  ascend,
  attackLosses,
  slopeOf,
  start,
  tensorBalls,
  type AttackLoss,
  type UntargetedLoss,
} from '../attack/index.ts'
import type { TensorSpec } from '../compiler.ts'
import { crossEntropy, margin } from '../loss/index.ts'
import { inference, type Mode, type Model } from '../model/index.ts'
import { flow, warp } from '../spatial/index.ts'
import { float } from './float.ts'
import type { WeightedProgram } from './runner.ts'

/** What a model is asked, as programs for one size of batch. */
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
  ascent(norm: TrainingNorm): WeightedProgram
  /** The same, with angle, dx and dy behind, through which the model sees the images. */
  ascentThrough(norm: TrainingNorm): WeightedProgram
  /** (images, the rows that the loss reads) → (logits, loss, gradient). */
  slope(loss: AttackLoss): WeightedProgram
  /** (images, angle, dx, dy, from) → (logits, loss, gradients in angle, dx and dy). */
  transformSlope(loss: UntargetedLoss): WeightedProgram
  /** (images, flow) → (images). */
  readonly flow: WeightedProgram
  /** (images, flow, from) → (logits, loss, gradient in the flow). */
  flowSlope(loss: UntargetedLoss): WeightedProgram
  /** (images, weights) → (logits, gradient of Σ weights · logits). */
  readonly pullback: WeightedProgram
}

/** @param kind in training mode every program takes the share of each example besides, last. */
export function programsOf(
  model: Model,
  shape: ImageShape,
  classes: number,
  capacity: number,
  kind: Mode['kind'] = 'inference',
): Programs {
  const images = float(capacity, shape.height, shape.width, shape.channels)
  const rows = float(capacity, classes)
  const each = float(capacity)
  const field = float(capacity, shape.height, shape.width, 2)
  const isTraining = kind === 'training'
  const manner = isTraining ? ' by batch statistics' : ''
  const weights = model.weights.map((spec) => float(...spec.shape))
  const named = (name: string): string => `${name} of ${model.name}, ${capacity} images`
  const asked = (name: string, data: readonly TensorSpec[], compute: Ask): WeightedProgram => ({
    isRepeated: true,
    name: named(`${name}${manner}`),
    data: [...data, ...(isTraining ? [each] : [])],
    weights,
    compute(given, w) {
      const mode = isTraining ? byBatch(given[data.length] as tf.Tensor1D) : inference
      return compute((x) => model.forward(x as tf.Tensor4D, w, mode), given.slice(0, data.length))
    },
  })
  return {
    verdicts: asked('verdicts', [images, rows], verdicts),
    logits: asked('logits', [images], (forward, [x]) => [forward(x)]),
    probabilities: asked('probabilities', [images], (forward, [x]) => [tf.softmax(forward(x))]),
    start: { name: named('start'), data: [images, images, each], weights: [], compute: begin },
    warp: { name: named('warp'), data: [images, each, each, each], weights: [], compute: move },
    ascent: (norm) =>
      asked(`${norm} step`, [images, images, rows, each, each], (forward, given) =>
        climb(forward, norm, given),
      ),
    ascentThrough: (norm) => {
      const at = [images, images, rows, each, each]
      return asked(`${norm} step through a warp`, [...at, each, each, each], (forward, given) => {
        const by = given.slice(at.length)
        return climb((x) => forward(move([x, ...by])[0]), norm, given)
      })
    },
    slope: (loss) => {
      const read = Array.from({ length: attackLosses[loss].reads }, () => rows)
      return asked(`${loss} slope`, [images, ...read], (forward, [x, from, towards]) => {
        const value = (logits: tf.Tensor2D): tf.Tensor1D =>
          attackLosses[loss].value(logits, from as tf.Tensor2D, towards as tf.Tensor2D)
        return slopeOf(forward, value, x)
      })
    },
    transformSlope: (loss) =>
      asked(
        `${loss} slope in the transform`,
        [images, each, each, each, rows],
        (forward, given) => {
          const [x, angle, dx, dy, from] = given
          const moved = (...by: tf.Tensor[]): tf.Tensor => move([x, ...by])[0]
          return slopeOf((...by) => forward(moved(...by)), lossFrom(loss, from), angle, dx, dy)
        },
      ),
    flow: { name: named('flow'), data: [images, field], weights: [], compute: stream },
    flowSlope: (loss) =>
      asked(`${loss} slope in the flow`, [images, field, rows], (forward, [x, by, from]) =>
        slopeOf((at) => forward(stream([x, at])[0]), lossFrom(loss, from), by),
      ),
    pullback: asked('pullback', [images, rows], (forward, [x, along]) => {
      const value = (logits: tf.Tensor2D): tf.Tensor1D => tf.sum(tf.mul(logits, along), 1)
      const [logits, , gradient] = slopeOf(forward, value, x)
      return [logits, gradient]
    }),
  }
}

type Forward = (images: tf.Tensor) => tf.Tensor2D
type Ask = (forward: Forward, data: tf.Tensor[]) => tf.Tensor[]

/** Training mode with statistics that nothing runs after: only an update changes weights. */
function byBatch(share: tf.Tensor1D): Mode {
  return { kind: 'training', share, observe() {} }
}

function verdicts(forward: Forward, [x, targets]: tf.Tensor[]): tf.Tensor[] {
  const logits = forward(x)
  const labels = targets as tf.Tensor2D
  return [tf.argMax(logits, 1), crossEntropy(logits, labels), margin(logits, labels)]
}

function begin([clean, noise, scale]: tf.Tensor[]): tf.Tensor[] {
  return [start(clean as tf.Tensor4D, noise as tf.Tensor4D, scale as tf.Tensor1D)]
}

function move([x, ...by]: tf.Tensor[]): tf.Tensor[] {
  const [angle, dx, dy] = by as tf.Tensor1D[]
  return [warp(x as tf.Tensor4D, { angle, dx, dy })]
}

function stream([x, field]: tf.Tensor[]): tf.Tensor[] {
  return [flow(x as tf.Tensor4D, field as tf.Tensor4D)]
}

/** A loss of logits that leads away from the classes of these rows. */
function lossFrom(loss: UntargetedLoss, from: tf.Tensor): (logits: tf.Tensor2D) => tf.Tensor1D {
  return (logits) => attackLosses[loss].value(logits, from as tf.Tensor2D, from as tf.Tensor2D)
}

function climb(forward: Forward, norm: TrainingNorm, given: tf.Tensor[]): tf.Tensor[] {
  const [perturbed, clean, targets, ...perImage] = given
  const [epsilon, stepSize] = perImage as tf.Tensor1D[]
  const at = {
    perturbed: perturbed as tf.Tensor4D,
    clean: clean as tf.Tensor4D,
    targets: targets as tf.Tensor2D,
    epsilon,
    stepSize,
  }
  return [ascend(tensorBalls[norm], forward, at)]
}
