import * as tf from '@tensorflow/tfjs'
import type { Objective } from './objective.ts'

/**
 * Cross-entropy of each row: −Σ target · log softmax(logits), in nats.
 * @param targets `[batch, class]` probabilities: one-hot labels, or another prediction.
 * @returns `[batch]`.
 */
export function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1))
}

/** Adversarial training's objective: cross-entropy on the perturbed inputs (Madry et al. 2018). */
export const crossEntropyObjective: Objective = {
  name: 'cross-entropy',
  readsClean: false,
  value({ forward, perturbed, targets, share }) {
    const logits = forward(perturbed)
    return { loss: tf.sum(tf.mul(crossEntropy(logits, targets), share)), logits }
  },
}

/** The same with a share of each target spread over all classes (arXiv 1512.00567, section 7). */
export function smoothedObjective(smoothing: number): Objective {
  return {
    ...crossEntropyObjective,
    name: 'smoothed cross-entropy',
    value({ forward, perturbed, targets, share }) {
      const logits = forward(perturbed)
      const even = smoothing / targets.shape[1]
      const soft: tf.Tensor2D = tf.add(tf.mul(targets, 1 - smoothing), even)
      return { loss: tf.sum(tf.mul(crossEntropy(logits, soft), share)), logits }
    },
  }
}
