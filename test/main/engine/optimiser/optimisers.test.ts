import { describe, expect, it } from 'vitest'
import { createOptimiser, type Optimiser } from '../../../../src-main/engine/optimiser/index.ts'

/** Weight after each of some gradients, starting from `start` with slots at zero. */
function walk(optimiser: Optimiser, start: number, rate: number, gradients: number[]): number[] {
  const weight = Float32Array.of(start)
  const slots = optimiser.slots.map(() => new Float32Array(1))
  return gradients.map((gradient, step) => {
    optimiser.update(weight, Float32Array.of(gradient), slots, rate, step)
    return weight[0]
  })
}

describe('engine/optimiser', () => {
  it('SGD accumulates its velocity', () => {
    const sgd = createOptimiser({ kind: 'sgd', momentum: 0.9, weightDecay: 0 })
    const found = walk(sgd, 1, 0.1, [1, 2])
    // v: 1, 0.9 + 2 = 2.9
    expect(found[0]).toBeCloseTo(0.9, 6)
    expect(found[1]).toBeCloseTo(0.9 - 0.29, 6)
  })

  it('SGD adds weight decay to the gradient, before momentum', () => {
    const sgd = createOptimiser({ kind: 'sgd', momentum: 0.5, weightDecay: 0.1 })
    const found = walk(sgd, 2, 0.1, [1, 1])
    // g = 1.2, w = 1.88; g = 1.188, v = 0.6 + 1.188 = 1.788, w = 1.7012
    expect(found[0]).toBeCloseTo(1.88, 6)
    expect(found[1]).toBeCloseTo(1.7012, 6)
  })

  it("Adam's first step has the length of the learning rate, whatever the gradient", () => {
    const adam = createOptimiser({ kind: 'adam', beta1: 0.9, beta2: 0.999, weightDecay: 0 })
    expect(walk(adam, 1, 0.01, [1e-3])[0]).toBeCloseTo(0.99, 5)
    expect(walk(adam, 1, 0.01, [-1e3])[0]).toBeCloseTo(1.01, 6)
  })

  it('Adam follows the published recursion with L2 decay', () => {
    const [beta1, beta2, decay, rate] = [0.9, 0.99, 0.05, 0.02]
    const adam = createOptimiser({ kind: 'adam', beta1, beta2, weightDecay: decay })
    const gradients = [0.5, -1, 2, 0.1]
    let [w, m, v] = [1.5, 0, 0]
    const expected = gradients.map((gradient, t) => {
      const g = gradient + decay * w
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g * g
      const corrected = Math.sqrt(v / (1 - beta2 ** (t + 1))) + 1e-8
      w -= (rate * (m / (1 - beta1 ** (t + 1)))) / corrected
      return w
    })
    walk(adam, 1.5, rate, gradients).forEach((value, t) =>
      expect(value).toBeCloseTo(expected[t], 5),
    )
  })
})
