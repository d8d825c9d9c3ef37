import { byKernel, type ByLoop } from './by-kernel.ts'
import { minus, over, plus, root, times } from './kernel.ts'
import type { Optimiser } from './optimiser.ts'

const stabiliser = 1e-8

/**
 * Adam as torch.optim.Adam (Kingma and Ba 2015, arXiv 1412.6980): weight decay is L2, added to the
 * gradient, not decoupled as in AdamW; ε = 1e-8 is added to √v̂.
 */
export function adam(
  beta1: number,
  beta2: number,
  weightDecay: number,
  threads: number,
): Optimiser {
  /** The learning rate over m's correction, and the root of v's. */
  const corrected = (learningRate: number, step: number): [number, number] => [
    learningRate / (1 - beta1 ** (step + 1)),
    1 / Math.sqrt(1 - beta2 ** (step + 1)),
  ]
  const byLoop: ByLoop = {
    slots: ['mean', 'variance'],
    update(weight, gradient, [mean, variance], learningRate, step) {
      const [rate, correction] = corrected(learningRate, step)
      for (let i = 0; i < weight.length; i++) {
        const g = gradient[i] + weightDecay * weight[i]
        const m = beta1 * mean[i] + (1 - beta1) * g
        const v = beta2 * variance[i] + (1 - beta2) * g * g
        mean[i] = m
        variance[i] = v
        weight[i] -= (rate * m) / (Math.sqrt(v) * correction + stabiliser)
      }
    },
  }
  return byKernel(
    byLoop,
    {
      scalars: (learningRate, step) => [
        ...[weightDecay, beta1, 1 - beta1, beta2, 1 - beta2, stabiliser],
        ...corrected(learningRate, step),
      ],
      rule(keep, [w, gradient, mean, variance], [decay, b1, a1, b2, a2, tiny, rate, correction]) {
        const g = keep(plus(gradient, times(decay, w)))
        const m = keep(plus(times(b1, mean), times(a1, g)))
        const v = keep(plus(times(b2, variance), times(times(a2, g), g)))
        const length = plus(times(root(v), correction), tiny)
        return [minus(w, over(times(rate, m), length)), undefined, m, v]
      },
    },
    threads,
  )
}
