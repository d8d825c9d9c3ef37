import type { Optimiser } from './optimiser.ts'

const stabiliser = 1e-8

/**
 * Adam as torch.optim.Adam (Kingma and Ba 2015, arXiv 1412.6980): weight decay is L2, added to the
 * gradient, not decoupled as in AdamW; ε = 1e-8 is added to √v̂.
 */
export function adam(beta1: number, beta2: number, weightDecay: number): Optimiser {
  return {
    slots: ['mean', 'variance'],
    update(weight, gradient, [mean, variance], learningRate, step) {
      const rate = learningRate / (1 - beta1 ** (step + 1))
      const correction = 1 / Math.sqrt(1 - beta2 ** (step + 1))
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
}
