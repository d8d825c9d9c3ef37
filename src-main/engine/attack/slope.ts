import * as tf from '@tensorflow/tfjs'

/**
 * Logits, a loss of them and the loss's gradient in each input, in one forward and backward pass.
 * @param value of logits `[batch, class]`, one number for each image, `[batch]`.
 * @param inputs what is varied: images, or what moves them.
 */
export function slopeOf(
  forward: (...inputs: tf.Tensor[]) => tf.Tensor2D,
  value: (logits: tf.Tensor2D) => tf.Tensor1D,
  ...inputs: tf.Tensor[]
): [logits: tf.Tensor2D, loss: tf.Tensor1D, ...gradients: tf.Tensor[]] {
  // What outlives the gradient's own scope has to be kept there, and is handed back to the caller's
  // by a clone.
  const kept: [tf.Tensor2D, tf.Tensor1D][] = []
  const gradients = tf.grads((...varied: tf.Tensor[]) => {
    const logits = forward(...varied)
    const loss = value(logits)
    kept.push([tf.keep(logits), tf.keep(loss)])
    return tf.sum(loss)
  })(inputs)
  const [logits, loss] = [tf.clone(kept[0][0]), tf.clone(kept[0][1])]
  tf.dispose(kept)
  return [logits, loss, ...gradients]
}
