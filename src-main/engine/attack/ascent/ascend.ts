import * as tf from '@tensorflow/tfjs'
import { crossEntropy } from '../../loss/index.ts'
import type { TensorBall } from '../ball/index.ts'

/** Where an attack stands; images `[batch, height, width, channel]`, scalars per image `[batch]`. */
export interface AscentTensors {
  readonly perturbed: tf.Tensor4D
  readonly clean: tf.Tensor4D
  /** What the loss compares with, `[batch, class]`: one-hot labels, or p(x) for TRADES. */
  readonly targets: tf.Tensor2D
  readonly epsilon: tf.Tensor1D
  readonly stepSize: tf.Tensor1D
}

/**
 * One step of projected gradient ascent on the cross-entropy with `targets`, then back into the
 * ball around `clean`, then into the bounds [0, 1]. With one-hot targets this is PGD (Madry et al.
 * 2018, eq. 2.1) and FGSM (arXiv 1412.6572); with p(x) it climbs KL(p(x) ‖ p(x′)), whose gradient
 * in x′ is that of the cross-entropy with p(x): TRADES's inner loop.
 */
export function ascend(
  ball: TensorBall,
  forward: (images: tf.Tensor4D) => tf.Tensor2D,
  { perturbed, clean, targets, epsilon, stepSize }: AscentTensors,
): tf.Tensor4D {
  const climb = (x: tf.Tensor): tf.Tensor =>
    tf.sum(crossEntropy(forward(x as tf.Tensor4D), targets))
  const gradient = tf.grad(climb)(perturbed) as tf.Tensor4D
  return stepAlong(ball, gradient, { perturbed, clean, epsilon, stepSize })
}

/** The step of `ascend` by a gradient that is known. */
export function stepAlong(
  ball: TensorBall,
  gradient: tf.Tensor4D,
  { perturbed, clean, epsilon, stepSize }: Omit<AscentTensors, 'targets'>,
): tf.Tensor4D {
  const leap = tf.mul(ball.steepest(gradient), perImage(stepSize))
  const moved: tf.Tensor4D = tf.add(perturbed, leap)
  const delta = ball.project(tf.sub(moved, clean), perImage(epsilon))
  return tf.clipByValue(tf.add(clean, delta), 0, 1)
}

/** A first perturbed input: clean + scale · noise, inside the bounds. @param scale `[batch]`. */
export function start(clean: tf.Tensor4D, noise: tf.Tensor4D, scale: tf.Tensor1D): tf.Tensor4D {
  return tf.clipByValue(tf.add(clean, tf.mul(noise, perImage(scale))), 0, 1)
}

function perImage(values: tf.Tensor1D): tf.Tensor4D {
  return tf.reshape(values, [-1, 1, 1, 1])
}
