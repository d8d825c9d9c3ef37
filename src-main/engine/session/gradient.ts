import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { margin, type Objective } from '../loss/index.ts'
import type { Model } from '../model/index.ts'
import { float } from './float.ts'
import type { WeightedProgram } from './runner.ts'

/**
 * What one optimiser update needs, as a program: (perturbed, targets, share, and clean if the
 * objective reads it | weights…) → (loss, accuracy, gradients…).
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
    reusesOutputs: true,
    compute([perturbed, targets, share, clean], weights) {
      const seen = {
        perturbed: perturbed as tf.Tensor4D,
        clean: (objective.readsClean ? clean : perturbed) as tf.Tensor4D,
        targets: targets as tf.Tensor2D,
        share: share as tf.Tensor1D,
      }
      const { loss, accuracy, gradients } = learn(model, objective, seen, weights)
      return [loss, accuracy, ...gradients]
    },
  }
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
