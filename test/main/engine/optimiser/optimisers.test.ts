import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OptimiserSpec } from '#spec'
import {
  allocate,
  createOptimiser,
  type Optimiser,
} from '../../../../src-main/engine/optimiser/index.ts'

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

  const kinds: OptimiserSpec[] = [
    { kind: 'sgd', momentum: 0.9, weightDecay: 5e-4 },
    { kind: 'adam', beta1: 0.9, beta2: 0.999, weightDecay: 1e-3 },
  ]
  const number = fc.float({ noNaN: true, min: -8, max: 8 })
  for (const spec of kinds)
    it(`${spec.kind} gives the same bits by its kernel as by its loop, at any length`, () => {
      const optimiser = createOptimiser(spec)
      fc.assert(
        fc.property(
          fc.array(number, { minLength: 1, maxLength: 40 }),
          fc.array(number, { minLength: 1, maxLength: 7 }),
          fc.constantFrom(1, 33, 300),
          fc.double({ noNaN: true, min: 1e-5, max: 1 }),
          (starts, slopes, times, rate) => {
            const length = starts.length * times
            const lengths = [0, 1, ...optimiser.slots].map(() => length)
            const [plain, placed] = [
              lengths.map((each) => new Float32Array(each)),
              allocate(lengths),
            ]
            for (const [weight, gradient, ...slots] of [plain, placed]) {
              weight.set(Float32Array.from({ length }, (_, i) => starts[i % starts.length]))
              gradient.set(Float32Array.from({ length }, (_, i) => slopes[i % slopes.length]))
              for (let step = 0; step < 3; step++)
                optimiser.update(weight, gradient, slots, rate, step)
            }
            expect(placed).toEqual(plain)
          },
        ),
        { numRuns: 60 },
      )
    })

  it('allocates arrays of zeros that do not touch', () => {
    const arrays = allocate([5, 1, 0, 8])
    arrays.forEach((array, i) => {
      expect(array.every((value) => value === 0)).toBe(true)
      array.fill(i + 1)
    })
    expect(arrays.map((array) => [...array])).toEqual([
      [1, 1, 1, 1, 1],
      [2],
      [],
      [4, 4, 4, 4, 4, 4, 4, 4],
    ])
    expect(new Set(arrays.map(({ buffer }) => buffer)).size).toBe(1)
  })
})
