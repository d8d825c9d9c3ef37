import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generator } from '#random'
import {
  familyCurve,
  normalCdf,
  ratesAt,
  sampleRates,
  spatialBound,
  weightsAt,
  type Rates,
  type Setting,
} from '#theory'

const settings: fc.Arbitrary<Setting> = fc.record({
  n: fc.integer({ min: 3, max: 60 }),
  eta: fc.double({ min: 0, max: 0.8, noNaN: true }),
  p: fc.double({ min: 0.5, max: 1, noNaN: true }),
})
const share = fc.double({ min: 0, max: 1, noNaN: true })
const names = [
  'cleanAccuracy',
  'spatialAccuracy',
  'spatialInvariance',
  'adversarialAccuracy',
  'adversarialInvariance',
] as const satisfies (keyof Rates)[]

describe('theory/normal', () => {
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [-1.959963984540054, 0.025],
    [2.5, 0.9937903346742238],
    [3, 0.9986501019683699],
    [4, 0.9999683287581669],
    [-6, 9.865876450377e-10],
  ])('has the known value at %d', (x, value) => {
    expect(Math.abs(normalCdf(x) - value) / value).toBeLessThan(1e-8)
  })
})

describe('theory/rates', () => {
  it('agrees with counting within three standard errors, for random settings', () => {
    const count = 20_000
    fc.assert(
      fc.property(settings, share, share, fc.nat(1e6), (setting, lambda, epsilon, seed) => {
        const exact = ratesAt(setting, lambda, epsilon)
        const random = generator([seed, 'theory'])
        const counted = sampleRates(setting, lambda, epsilon, { count, random })
        for (const name of names) {
          const error = Math.sqrt((exact[name] * (1 - exact[name])) / count)
          expect(Math.abs(counted[name] - exact[name])).toBeLessThanOrEqual(3 * error + 1 / count)
        }
      }),
      { seed: 1, numRuns: 10, endOnFailure: true },
    )
  })

  it('gives the strong coordinate p, adversary or not, and near chance under shifts', () => {
    const setting = { n: 50, eta: 0.1, p: 0.9 }
    const rates = ratesAt(setting, 0, 0.99)
    expect(rates.cleanAccuracy).toBe(0.9)
    expect(rates.adversarialAccuracy).toBe(0.9)
    expect(rates.adversarialInvariance).toBeCloseTo(1, 12)
    expect(rates.spatialAccuracy).toBeCloseTo(0.9 / 50 + (49 / 50) * normalCdf(0.1), 12)
    expect(ratesAt(setting, 0, 1).adversarialAccuracy).toBe(0)
  })

  it('gives the average of all every shift alike', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const rates = ratesAt(setting, 1, 0)
        expect(rates.spatialInvariance).toBeCloseTo(1, 9)
        expect(rates.spatialAccuracy).toBeCloseTo(rates.cleanAccuracy, 12)
      }),
      { seed: 1, numRuns: 30 },
    )
  })

  it('falls with ε, and is clean at ε = 0', () => {
    fc.assert(
      fc.property(settings, share, share, share, (setting, lambda, one, other) => {
        const [weak, strong] = [Math.min(one, other), Math.max(one, other)]
        const under = (epsilon: number) => ratesAt(setting, lambda, epsilon)
        expect(under(strong).adversarialAccuracy).toBeLessThanOrEqual(
          under(weak).adversarialAccuracy + 1e-12,
        )
        expect(under(0).adversarialAccuracy).toBe(under(0).cleanAccuracy)
        for (const name of names) {
          expect(under(strong)[name]).toBeGreaterThanOrEqual(-1e-9)
          expect(under(strong)[name]).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
      { seed: 1, numRuns: 40 },
    )
  })

  it('keeps the invariance integral smooth where the weights are far apart', () => {
    // Towards λ = 0 the integral nears its limit, which has a closed form.
    const setting = { n: 200, eta: 0.05, p: 0.95 }
    const limit = ratesAt(setting, 0, 0).spatialInvariance
    expect(ratesAt(setting, 1e-5, 0).spatialInvariance).toBeCloseTo(limit, 3)
  })

  it('has weights that sum to 1', () => {
    fc.assert(
      fc.property(settings, share, (setting, lambda) => {
        const { strong, weak } = weightsAt(setting, lambda)
        expect(strong + (setting.n - 1) * weak).toBeCloseTo(1, 12)
      }),
      { seed: 1 },
    )
  })
})

describe('theory/bound', () => {
  it('holds for every classifier that is right more often than not under ε', () => {
    let met = 0
    fc.assert(
      fc.property(settings, share, share, (setting, lambda, epsilon) => {
        const bound = spatialBound(setting, epsilon)
        const { adversarialAccuracy, spatialAccuracy } = ratesAt(setting, lambda, epsilon)
        if (bound === null || adversarialAccuracy <= 0.5) return
        met++
        expect(spatialAccuracy).toBeLessThanOrEqual(bound + 1e-12)
      }),
      { seed: 1, numRuns: 400 },
    )
    expect(met).toBeGreaterThan(20)
  })

  it('says nothing for ε up to η, and little more than chance for small η', () => {
    expect(spatialBound({ n: 10, eta: 0.3, p: 0.9 }, 0.3)).toBeNull()
    expect(spatialBound({ n: 10_000, eta: 0.02, p: 0.9 }, 0.5)).toBeLessThan(0.52)
  })
})

describe('theory/curve', () => {
  it('runs from the strong coordinate to the average, and trades one rate for the other', () => {
    const curve = familyCurve({ n: 100, eta: 0.2, p: 0.95 }, 0.4)
    const [first, last] = [curve[0], curve[curve.length - 1]]
    expect([first.lambda, last.lambda]).toEqual([0, 1])
    expect(first.adversarialAccuracy).toBeGreaterThan(last.adversarialAccuracy)
    expect(first.spatialAccuracy).toBeLessThan(last.spatialAccuracy)
  })
})
