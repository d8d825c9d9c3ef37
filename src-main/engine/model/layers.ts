import * as tf from '@tensorflow/tfjs'
import type { WeightSpec } from './model.ts'

/** Convolution with SAME padding, bias, ReLU. */
export function convolve(
  x: tf.Tensor4D,
  kernel: tf.Tensor,
  bias: tf.Tensor,
  stride: 1 | 2 = 1,
): tf.Tensor4D {
  return tf.relu(tf.add(tf.conv2d(x, kernel as tf.Tensor4D, stride, 'same'), bias))
}

/** Maximum over 2×2 windows, stride 2; odd edges are padded. */
export function pool(x: tf.Tensor4D): tf.Tensor4D {
  return tf.maxPool(x, 2, 2, 'same')
}

/** Side of an image after halving it `times` times, odd sides rounded up. */
export function halved(side: number, times: number): number {
  return Math.ceil(side / 2 ** times)
}

/** Affine map of each row, `[batch, in]` to `[batch, out]`. */
export function dense(x: tf.Tensor2D, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  return tf.add(tf.matMul(x, kernel as tf.Tensor2D), bias)
}

/** `[batch, …]` to `[batch, values]`. */
export function flatten(x: tf.Tensor4D): tf.Tensor2D {
  return tf.reshape(x, [x.shape[0], x.shape[1] * x.shape[2] * x.shape[3]])
}

/** Kernel and bias of a layer, named for checkpoints. */
export function layer(
  name: string,
  shape: readonly number[],
  initial: 'he' | 'glorot',
): [WeightSpec, WeightSpec] {
  return [
    { name: `${name}/kernel`, shape, initial },
    { name: `${name}/bias`, shape: shape.slice(-1), initial: 'zeros' },
  ]
}
