import { byKernel, type ByLoop } from './by-kernel.ts'
import { minus, plus, times } from './kernel.ts'
import type { Optimiser } from './optimiser.ts'

/**
 * SGD with momentum and L2 weight decay, as torch.optim.SGD (no dampening, not Nesterov):
 * g ← g + decay · w, v ← momentum · v + g, w ← w − rate · v.
 */
export function sgd(momentum: number, weightDecay: number, threads: number): Optimiser {
  const byLoop: ByLoop = {
    slots: ['velocity'],
    update(weight, gradient, [velocity], learningRate) {
      for (let i = 0; i < weight.length; i++) {
        const moved = momentum * velocity[i] + gradient[i] + weightDecay * weight[i]
        velocity[i] = moved
        weight[i] -= learningRate * moved
      }
    },
  }
  return byKernel(
    byLoop,
    {
      scalars: (learningRate) => [momentum, weightDecay, learningRate],
      rule(keep, [w, g, v], [kept, decay, rate]) {
        const moved = keep(plus(plus(times(kept, v), g), times(decay, w)))
        return [minus(w, times(rate, moved)), undefined, moved]
      },
    },
    threads,
  )
}
