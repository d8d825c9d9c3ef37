import * as tf from '@tensorflow/tfjs'
import type { Generator } from '#random'
import type { Norm } from '#threat'

/** A norm as an attack needs it: where to start, which way is up, and the way back inside. */
export interface Ball {
  readonly norm: Norm
  /** A point of the unit ball, uniformly drawn. */
  randomStart(random: Generator, size: number): Float32Array
  /** The direction of length 1 along which the loss climbs most; 0 where the gradient is 0. */
  steepest(gradient: tf.Tensor4D): tf.Tensor4D
  /** The nearest perturbation of norm ≤ epsilon. @param epsilon `[batch, 1, 1, 1]`. */
  project(delta: tf.Tensor4D, epsilon: tf.Tensor4D): tf.Tensor4D
  /** Length of a perturbation of one image, in double precision. */
  measure(delta: Float32Array): number
}

/** The lengths that stand in for a zero one, so that nothing is divided by zero. */
const tiny = 1e-30

const linf: Ball = {
  norm: 'linf',
  randomStart: (random, size) => new Float32Array(size).map(() => 2 * random.uniform() - 1),
  steepest: (gradient) => tf.sign(gradient),
  project: (delta, epsilon) => tf.minimum(tf.maximum(delta, tf.neg(epsilon)), epsilon),
  measure: (delta) => delta.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
}

const l2: Ball = {
  norm: 'l2',
  /** A normal vector gives the direction; radius u^(1/size) makes the draw uniform in the ball. */
  randomStart(random, size) {
    const direction = new Float32Array(size).map(() => random.normal())
    const radius = random.uniform() ** (1 / size) / Math.max(euclidean(direction), tiny)
    return direction.map((value) => value * radius)
  },
  /** Scaled by its largest value first: squares of a well trained model's gradients underflow. */
  steepest(gradient) {
    const largest = tf.max(tf.abs(gradient), [1, 2, 3], true)
    const scaled: tf.Tensor4D = tf.div(gradient, tf.maximum(largest, tiny))
    return tf.div(scaled, tf.maximum(lengths(scaled), tiny))
  },
  project(delta, epsilon) {
    return tf.mul(delta, tf.minimum(tf.div(epsilon, tf.maximum(lengths(delta), tiny)), 1))
  },
  measure: euclidean,
}

export const balls: Readonly<Record<Norm, Ball>> = { linf, l2 }

/** Euclidean length of each image of a batch, `[batch, 1, 1, 1]`. */
function lengths(x: tf.Tensor4D): tf.Tensor4D {
  return tf.sqrt(tf.sum(tf.square(x), [1, 2, 3], true))
}

function euclidean(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}
