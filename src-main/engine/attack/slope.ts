import * as tf from '@tensorflow/tfjs'

/**
 * Logits, a loss of them and the loss's gradient in the images, in one forward and backward pass.
 * @param value of logits `[batch, class]`, one number for each image, `[batch]`.
 */
export function slopeOf(
  forward: (images: tf.Tensor4D) => tf.Tensor2D,
  value: (logits: tf.Tensor2D) => tf.Tensor1D,
  images: tf.Tensor4D,
): [logits: tf.Tensor2D, loss: tf.Tensor1D, gradient: tf.Tensor4D] {
  // What outlives the gradient's own scope has to be kept there, and is handed back to the caller's
  // by a clone.
  const kept: [tf.Tensor2D, tf.Tensor1D][] = []
  const gradient = tf.grad((x) => {
    const logits = forward(x as tf.Tensor4D)
    const loss = value(logits)
    kept.push([tf.keep(logits), tf.keep(loss)])
    return tf.sum(loss)
  })(images) as tf.Tensor4D
  const [logits, loss] = [tf.clone(kept[0][0]), tf.clone(kept[0][1])]
  tf.dispose(kept)
  return [logits, loss, gradient]
}
