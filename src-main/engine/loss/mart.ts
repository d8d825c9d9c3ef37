import * as tf from '@tensorflow/tfjs'
import { crossEntropy } from './cross-entropy.ts'
import type { Objective } from './objective.ts'
import { klDivergence } from './trades.ts'

/** Keep a logarithm and a weight from being zero; both as in the authors' mart.py. */
const boostRoom = 1.0001
const weightRoom = 1.0000001

/**
 * Boosted cross-entropy of each row: CE − log(1 − the largest probability of a wrong class), so that
 * a runner-up costs too.
 * @param targets one-hot `[batch, class]`.
 * @returns `[batch]`.
 */
export function boostedCrossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  const wrong = tf.max(tf.mul(tf.softmax(logits), tf.sub(1, targets)), 1)
  return tf.sub(crossEntropy(logits, targets), tf.log(tf.sub(boostRoom, wrong)))
}

/**
 * MART: mean of BCE(f(x′), y) + β · KL(p(x) ‖ p(x′)) · (1 − p_y(x)), so that examples which are
 * misread when clean weigh more; the gradient flows through p(x) and the weight too.
 * Source: Wang et al. 2020 (ICLR, eq. 11) and YisenWang/MART, mart.py.
 */
export function martObjective(beta: number): Objective {
  return {
    name: 'mart',
    readsClean: true,
    value({ forward, clean, perturbed, targets, share }) {
      const calm = forward(clean)
      const logits = forward(perturbed)
      const trust = tf.sum(tf.mul(tf.softmax(calm), targets), 1)
      const pull = tf.mul(klDivergence(calm, logits), tf.sub(weightRoom, trust))
      const each = tf.add(boostedCrossEntropy(logits, targets), tf.mul(pull, beta))
      return { loss: tf.sum(tf.mul(each, share)), logits }
    },
  }
}
