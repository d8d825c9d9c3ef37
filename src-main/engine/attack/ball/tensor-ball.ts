import * as tf from '@tensorflow/tfjs'
import type { TrainingNorm } from '#threat'

/** A norm as a compiled ascent step needs it: which way is up, and the way back inside. */
export interface TensorBall {
  /** The direction of length 1 along which the loss climbs most; 0 where the gradient is 0. */
  steepest(gradient: tf.Tensor4D): tf.Tensor4D
  /** The nearest perturbation of norm ≤ epsilon. @param epsilon `[batch, 1, 1, 1]`. */
  project(delta: tf.Tensor4D, epsilon: tf.Tensor4D): tf.Tensor4D
}

/** The lengths that stand in for a zero one, so that nothing is divided by zero. */
const tiny = 1e-30

const linf: TensorBall = {
  steepest: (gradient) => tf.sign(gradient),
  project: (delta, epsilon) => tf.minimum(tf.maximum(delta, tf.neg(epsilon)), epsilon),
}

const l2: TensorBall = {
  /** Scaled by its largest value first: squares of a well trained model's gradients underflow. */
  steepest(gradient) {
    const largest = tf.max(tf.abs(gradient), [1, 2, 3], true)
    const scaled: tf.Tensor4D = tf.div(gradient, tf.maximum(largest, tiny))
    return tf.div(scaled, tf.maximum(lengths(scaled), tiny))
  },
  project(delta, epsilon) {
    return tf.mul(delta, tf.minimum(tf.div(epsilon, tf.maximum(lengths(delta), tiny)), 1))
  },
}

export const tensorBalls: Readonly<Record<TrainingNorm, TensorBall>> = { linf, l2 }

/** Euclidean length of each image of a batch, `[batch, 1, 1, 1]`. */
function lengths(x: tf.Tensor4D): tf.Tensor4D {
  return tf.sqrt(tf.sum(tf.square(x), [1, 2, 3], true))
}
