import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { margin, type Objective } from '../loss/index.ts'
import type { Model } from '../model/index.ts'
import type { Optimiser } from '../optimiser/index.ts'
import { float } from './float.ts'
import type { WeightedProgram } from './runner.ts'

/**
 * One optimiser update as a program: (perturbed, targets, share, rates…, and clean if the
 * objective reads it | weights…, slots…) → (loss, accuracy, new weights…, new slots…).
 */
export function updateProgram(
  model: Model,
  objective: Objective,
  optimiser: Optimiser,
  shape: ImageShape,
  classes: number,
  capacity: number,
): WeightedProgram {
  const images = float(capacity, shape.height, shape.width, shape.channels)
  const rates = optimiser.rates(0, 0).map(() => float())
  const weights = model.weights.map((spec) => float(...spec.shape))
  const slots = weights.flatMap((spec) => optimiser.slots.map(() => spec))
  const count = weights.length
  return {
    name: `${objective.name} update of ${model.name}, ${capacity} images`,
    data: [
      ...[images, float(capacity, classes), float(capacity), ...rates],
      ...(objective.readsClean ? [images] : []),
    ],
    weights: [...weights, ...slots],
    compute([perturbed, labels, parts, ...rest], state) {
      const seen = {
        perturbed: perturbed as tf.Tensor4D,
        clean: (objective.readsClean ? rest[rates.length] : perturbed) as tf.Tensor4D,
        targets: labels as tf.Tensor2D,
        share: parts as tf.Tensor1D,
      }
      const learnt = learn(model, objective, seen, state.slice(0, count))
      const moved = state.slice(0, count).map((weight, i) => {
        const own = ofWeight(state.slice(count), i, optimiser)
        return optimiser.update(weight, learnt.gradients[i], own, rest.slice(0, rates.length))
      })
      return [
        learnt.loss,
        learnt.accuracy,
        ...moved.map(({ weight }) => weight),
        ...moved.flatMap((update) => update.slots),
      ]
    },
  }
}

/** The slots of one weight among those of all. */
function ofWeight(slots: readonly tf.Tensor[], i: number, optimiser: Optimiser): tf.Tensor[] {
  const each = optimiser.slots.length
  return slots.slice(i * each, (i + 1) * each)
}

interface BatchTensors {
  readonly perturbed: tf.Tensor4D
  readonly clean: tf.Tensor4D
  readonly targets: tf.Tensor2D
  readonly share: tf.Tensor1D
}

/** Loss, share of correct examples, and the loss's gradient in each weight. */
function learn(
  model: Model,
  objective: Objective,
  inputs: BatchTensors,
  weights: readonly tf.Tensor[],
): { loss: tf.Scalar; accuracy: tf.Scalar; gradients: tf.Tensor[] } {
  // The logits outlive the gradient's own scope only by being kept, and are released by hand.
  const kept: tf.Tensor2D[] = []
  const { value, grads } = tf.valueAndGrads((...current: tf.Tensor[]) => {
    const forward = (images: tf.Tensor4D): tf.Tensor2D => model.forward(images, current)
    const { loss, logits } = objective.value({ ...inputs, forward })
    kept.push(tf.keep(logits))
    return loss
  })([...weights])
  const correct = tf.cast(tf.greater(margin(kept[0], inputs.targets), 0), 'float32')
  tf.dispose(kept)
  return {
    loss: value,
    accuracy: tf.sum(tf.mul(correct, inputs.share)),
    gradients: grads,
  }
}
