import * as tf from '@tensorflow/tfjs'
import { decayed } from './decay.ts'
import type { Optimiser } from './optimiser.ts'

/**
 * SGD with momentum and L2 weight decay, as torch.optim.SGD (no dampening, not Nesterov):
 * g ← g + decay · w, v ← momentum · v + g, w ← w − rate · v.
 */
export function sgd(momentum: number, weightDecay: number): Optimiser {
  return {
    slots: ['velocity'],
    rates: (learningRate) => [learningRate],
    update(weight, gradient, [velocity], [rate]) {
      const g = decayed(gradient, weight, weightDecay)
      const v = tf.add(tf.mul(velocity, momentum), g)
      return { weight: tf.sub(weight, tf.mul(v, rate)), slots: [v] }
    },
  }
}
