import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { margin, type Objective } from '../loss/index.ts'
import { isTrainable, momentum, type Mode, type Model } from '../model/index.ts'
import { float } from './float.ts'
import type { WeightedProgram } from './runner.ts'

/**
 * What one optimiser update needs, as a program: (perturbed, targets, share, and clean if the
 * objective reads it | weights…) → (loss, accuracy, and for each weight its gradient, or what a
 * running statistic has become).
 */
export function gradientProgram(
  model: Model,
  objective: Objective,
  shape: ImageShape,
  classes: number,
  capacity: number,
): WeightedProgram {
  const images = float(capacity, shape.height, shape.width, shape.channels)
  return {
    name: `${objective.name} gradient of ${model.name}, ${capacity} images`,
    data: [
      ...[images, float(capacity, classes), float(capacity)],
      ...(objective.readsClean ? [images] : []),
    ],
    weights: model.weights.map((spec) => float(...spec.shape)),
    isFollowed: true,
    compute([perturbed, targets, share, clean], weights) {
      const seen = {
        perturbed: perturbed as tf.Tensor4D,
        clean: (objective.readsClean ? clean : perturbed) as tf.Tensor4D,
        targets: targets as tf.Tensor2D,
        share: share as tf.Tensor1D,
      }
      const learnt = learn(model, objective, seen, weights)
      return [
        learnt.loss,
        learnt.accuracy,
        ...withLearners(model, learnt.statistics, learnt.gradients),
      ]
    },
  }
}

interface BatchTensors {
  readonly perturbed: tf.Tensor4D
  readonly clean: tf.Tensor4D
  readonly targets: tf.Tensor2D
  readonly share: tf.Tensor1D
}

interface Learnt {
  readonly loss: tf.Scalar
  /** Share of correct examples. */
  readonly accuracy: tf.Scalar
  /** The loss's gradient in each trainable weight. */
  readonly gradients: readonly tf.Tensor[]
  /** The loss's gradient in the perturbed images; a graph that does not give it out leaves it out. */
  readonly slope: tf.Tensor4D
  /** All arrays, with running statistics that have followed each forward pass in turn. */
  readonly statistics: readonly tf.Tensor[]
}

/** The loss of a batch with its gradients, in training mode. */
export function learn(
  model: Model,
  objective: Objective,
  inputs: BatchTensors,
  weights: readonly tf.Tensor[],
): Learnt {
  // What is read again outlives the gradient's own scope by being kept, and is released by hand.
  const logits: tf.Tensor2D[] = []
  const seen: Statistic[] = []
  const observe = (name: string, value: tf.Tensor): void => {
    seen.push({ name, value: tf.keep(value) })
  }
  const mode: Mode = { kind: 'training', share: inputs.share, observe }
  const { value, grads } = tf.valueAndGrads((perturbed: tf.Tensor, ...learners: tf.Tensor[]) => {
    const current = withLearners(model, weights, learners)
    const forward = (images: tf.Tensor4D): tf.Tensor2D => model.forward(images, current, mode)
    const { loss, logits: found } = objective.value({
      ...inputs,
      perturbed: perturbed as tf.Tensor4D,
      forward,
    })
    logits.push(tf.keep(found))
    return loss
  })([inputs.perturbed, ...weights.filter((_, i) => isTrainable(model.weights[i]))])
  const [slope, ...gradients] = grads
  const correct = tf.cast(tf.greater(margin(logits[0], inputs.targets), 0), 'float32')
  const statistics = following(model, weights, seen)
  tf.dispose([...logits, ...seen.map((statistic) => statistic.value)])
  return {
    loss: value,
    accuracy: tf.sum(tf.mul(correct, inputs.share)),
    gradients,
    slope: slope as tf.Tensor4D,
    statistics,
  }
}

/** All arrays of a model, with these, in their order, in place of its trainable ones. */
export function withLearners(
  { weights }: Model,
  all: readonly tf.Tensor[],
  learners: readonly tf.Tensor[],
): tf.Tensor[] {
  const rest = learners.values()
  return weights.map((spec, i) => (isTrainable(spec) ? (rest.next().value ?? all[i]) : all[i]))
}

/** What one pass says of an array that follows the batches. */
interface Statistic {
  readonly name: string
  readonly value: tf.Tensor
}

function following(
  { weights: specs }: Model,
  weights: readonly tf.Tensor[],
  seen: readonly Statistic[],
): tf.Tensor[] {
  const after = (running: tf.Tensor, { value }: Statistic): tf.Tensor =>
    tf.add(tf.mul(running, 1 - momentum), tf.mul(value, momentum))
  return weights.map((weight, i) =>
    seen.filter(({ name }) => name === specs[i].name).reduce(after, weight),
  )
}
