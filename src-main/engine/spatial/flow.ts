import * as tf from '@tensorflow/tfjs'
import { resample } from './resample.ts'

/**
 * Reads every pixel from where its flow points to, places outside moved to the border: stAdv's
 * spatial transform (arXiv 1801.02612, eq. 1). Differentiable in images and flow.
 * @param images `[batch, height, width, channel]`.
 * @param field `[batch, height, width, 2]`: px to the right, then px downwards.
 */
export function flow(images: tf.Tensor4D, field: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width] = images.shape
  const along = (axis: 0 | 1): tf.Tensor3D =>
    tf.reshape(tf.slice(field, [0, 0, 0, axis], [-1, -1, -1, 1]), [batch, height, width])
  const columns = tf.reshape(tf.range(0, width), [1, 1, width])
  const rows = tf.reshape(tf.range(0, height), [1, height, 1])
  return resample(images, {
    x: tf.clipByValue(tf.add(columns, along(0)), 0, width - 1),
    y: tf.clipByValue(tf.add(rows, along(1)), 0, height - 1),
  })
}
