import * as tf from '@tensorflow/tfjs'

/** The gradient with L2 weight decay in it: g + decay · w; no operation at all without decay. */
export function decayed(gradient: tf.Tensor, weight: tf.Tensor, decay: number): tf.Tensor {
  return decay === 0 ? gradient : tf.add(gradient, tf.mul(weight, decay))
}
