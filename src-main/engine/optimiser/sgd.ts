import type { Optimiser } from './optimiser.ts'

/**
 * SGD with momentum and L2 weight decay, as torch.optim.SGD (no dampening, not Nesterov):
 * g ← g + decay · w, v ← momentum · v + g, w ← w − rate · v.
 */
export function sgd(momentum: number, weightDecay: number): Optimiser {
  return {
    slots: ['velocity'],
    update(weight, gradient, [velocity], learningRate) {
      for (let i = 0; i < weight.length; i++) {
        const moved = momentum * velocity[i] + gradient[i] + weightDecay * weight[i]
        velocity[i] = moved
        weight[i] -= learningRate * moved
      }
    },
  }
}
