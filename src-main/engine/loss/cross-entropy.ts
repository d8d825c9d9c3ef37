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
