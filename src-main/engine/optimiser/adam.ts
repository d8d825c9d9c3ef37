import * as tf from '@tensorflow/tfjs'
import { decayed } from './decay.ts'
import type { Optimiser } from './optimiser.ts'

const stabiliser = 1e-8

/**
 * Adam as torch.optim.Adam (Kingma and Ba 2015, arXiv 1412.6980): weight decay is L2, added to the
 * gradient, not decoupled as in AdamW; ε = 1e-8 is added to √v̂.
 */
export function adam(beta1: number, beta2: number, weightDecay: number): Optimiser {
  return {
    slots: ['mean', 'variance'],
    /** Bias corrections are exact powers, computed in double precision outside the graph. */
    rates: (learningRate, step) => [
      learningRate / (1 - beta1 ** (step + 1)),
      1 / Math.sqrt(1 - beta2 ** (step + 1)),
    ],
    update(weight, gradient, [mean, variance], [rate, correction]) {
      const g = decayed(gradient, weight, weightDecay)
      const m = tf.add(tf.mul(mean, beta1), tf.mul(g, 1 - beta1))
      const v = tf.add(tf.mul(variance, beta2), tf.mul(tf.square(g), 1 - beta2))
      const scale = tf.add(tf.mul(tf.sqrt(v), correction), stabiliser)
      return { weight: tf.sub(weight, tf.div(tf.mul(m, rate), scale)), slots: [m, v] }
    },
  }
}
