import * as tf from '@tensorflow/tfjs'

/** Pushes the true label's logit below every other; logits stay far smaller. */
const outOfReach = 1e9

/**
 * Logit of the true label minus the best other logit: negative where the model errs.
 * @param targets one-hot `[batch, class]`, at least two classes.
 * @returns `[batch]`.
 */
export function margin(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  const own = tf.sum(tf.mul(logits, targets), 1)
  const others = tf.max(tf.sub(logits, tf.mul(targets, outOfReach)), 1)
  return tf.sub(own, others)
}
