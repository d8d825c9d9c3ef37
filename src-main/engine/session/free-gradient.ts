import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import type { TrainingNorm } from '#threat'
import { stepAlong, tensorBalls } from '../attack/index.ts'
import type { Objective } from '../loss/index.ts'
import type { Model } from '../model/index.ts'
import { float } from './float.ts'
import { learn, withLearners } from './gradient.ts'
import type { WeightedProgram } from './runner.ts'

/**
 * One replay of free adversarial training (Shafahi et al. 2019, arXiv 1904.12843, algorithm 1): one
 * pass gives the gradient in the weights and that in the images, which moves the perturbation for
 * the next replay. (clean, perturbation, targets, share, epsilon, step size | weights…) → (loss,
 * accuracy, the next perturbation, and as in `gradientProgram` one array for each weight).
 */
export function freeGradientProgram(
  model: Model,
  objective: Objective,
  norm: TrainingNorm,
  shape: ImageShape,
  classes: number,
  capacity: number,
): WeightedProgram {
  const images = float(capacity, shape.height, shape.width, shape.channels)
  const each = float(capacity)
  return {
    name: `free ${objective.name} gradient of ${model.name}, ${capacity} images`,
    data: [images, images, float(capacity, classes), each, each, each],
    weights: model.weights.map((spec) => float(...spec.shape)),
    isFollowed: true,
    compute([clean, carried, targets, share, epsilon, stepSize], weights) {
      const ball = tensorBalls[norm]
      const radius: tf.Tensor4D = tf.reshape(epsilon, [-1, 1, 1, 1])
      const delta = ball.project(carried as tf.Tensor4D, radius)
      const perturbed: tf.Tensor4D = tf.clipByValue(tf.add(clean, delta), 0, 1)
      const seen = {
        perturbed,
        clean: perturbed,
        targets: targets as tf.Tensor2D,
        share: share as tf.Tensor1D,
      }
      const learnt = learn(model, objective, seen, weights)
      const at = {
        perturbed,
        clean: clean as tf.Tensor4D,
        epsilon: epsilon as tf.Tensor1D,
        stepSize: stepSize as tf.Tensor1D,
      }
      const next = stepAlong(ball, learnt.slope, at)
      return [
        learnt.loss,
        learnt.accuracy,
        tf.sub(next, clean),
        ...withLearners(model, learnt.statistics, learnt.gradients),
      ]
    },
  }
}
