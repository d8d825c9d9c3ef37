import * as tf from '@tensorflow/tfjs'
import { crossEntropy } from './cross-entropy.ts'
import type { Objective } from './objective.ts'

/**
 * Kullback–Leibler divergence of each row, KL(softmax(p) ‖ softmax(q)), in nats.
 * @returns `[batch]`.
 */
export function klDivergence(p: tf.Tensor2D, q: tf.Tensor2D): tf.Tensor1D {
  const logP = tf.logSoftmax(p)
  return tf.sum(tf.mul(tf.exp(logP), tf.sub(logP, tf.logSoftmax(q))), 1)
}

/**
 * TRADES: mean of CE(f(x), y) + β · KL(p(x) ‖ p(x′)); the gradient flows through p(x) too.
 * Source: Zhang et al. 2019 (arXiv 1901.08573, eq. 5) and yaodongyu/TRADES, trades.py.
 */
export function tradesObjective(beta: number): Objective {
  return {
    name: 'trades',
    readsClean: true,
    value({ forward, clean, perturbed, targets, share }) {
      const calm = forward(clean)
      const logits = forward(perturbed)
      const each = tf.add(crossEntropy(calm, targets), tf.mul(klDivergence(calm, logits), beta))
      return { loss: tf.sum(tf.mul(each, share)), logits }
    },
  }
}
