import * as tf from '@tensorflow/tfjs'
import { resample, type Places } from './resample.ts'
import { turn } from './turn.ts'

/** How each image moves, `[batch]` each; a `Transform` of #threat for every image. */
export interface TransformTensors {
  /** Degrees, counter-clockwise as seen on a screen. */
  readonly angle: tf.Tensor1D
  /** Pixels to the right. */
  readonly dx: tf.Tensor1D
  /** Pixels downwards. */
  readonly dy: tf.Tensor1D
}

/**
 * Rotates each image about its centre ((height − 1) / 2, (width − 1) / 2), then shifts it, in one
 * bilinear resampling; what comes from outside the image is 0. Differentiable in the images and
 * in the transform. Rotation by multiples of 90° of a square image and whole-pixel shifts are exact.
 * @param images `[batch, height, width, channel]`.
 */
export function warp(images: tf.Tensor4D, transform: TransformTensors): tf.Tensor4D {
  const [, height, width] = images.shape
  return resample(images, sources(height, width, transform))
}

/** For every output pixel, where in the input it comes from: `[batch, height, width]`, in px. */
function sources(height: number, width: number, { angle, dx, dy }: TransformTensors): Places {
  const each = (values: tf.Tensor1D): tf.Tensor3D => tf.reshape(values, [-1, 1, 1])
  const middleX = (width - 1) / 2
  const middleY = (height - 1) / 2
  const fromMiddleX = tf.reshape(tf.sub(tf.range(0, width), middleX), [1, 1, width])
  const fromMiddleY = tf.reshape(tf.sub(tf.range(0, height), middleY), [1, height, 1])
  const { cos, sin } = turn(angle)
  const [c, s] = [each(cos), each(sin)]
  const across = tf.sub(fromMiddleX, each(dx))
  const along = tf.sub(fromMiddleY, each(dy))
  return {
    x: tf.add(tf.sub(tf.mul(across, c), tf.mul(along, s)), middleX),
    y: tf.add(tf.add(tf.mul(across, s), tf.mul(along, c)), middleY),
  }
}
