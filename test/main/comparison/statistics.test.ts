import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mcnemar, meanSd, wilson } from '#comparison'

describe('comparison/wilson', () => {
  // Newcombe 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the published interval of %i in %i', (k, n, low, high) => {
    expect(wilson(k, n)[0]).toBeCloseTo(low, 4)
    expect(wilson(k, n)[1]).toBeCloseTo(high, 4)
  })

  it('holds the share, within [0, 1], and mirrors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(), (n, draw) => {
        const k = draw % (n + 1)
        const [low, high] = wilson(k, n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(k / n)
        expect(high).toBeGreaterThanOrEqual(k / n)
        expect(wilson(n - k, n)[0]).toBeCloseTo(1 - high, 10)
      }),
      { seed: 1 },
    )
  })

  it('knows nothing of nothing', () => {
    expect(wilson(0, 0)).toEqual([0, 1])
  })
})

describe('comparison/mcnemar', () => {
  // Fagerland, Lydersen and Laake 2013: airway hyper-responsiveness; complete response.
  it.each([
    [1, 7, 0.0703],
    [6, 16, 0.0525],
  ])('gives the published exact p of %i and %i', (b, c, p) => {
    expect(mcnemar(b, c)).toBeCloseTo(p, 4)
  })

  it('is 1 where networks never differ, or differ evenly', () => {
    expect(mcnemar(0, 0)).toBe(1)
    expect(mcnemar(5, 5)).toBe(1)
  })

  it('equals the sum of binomial terms, whichever way round', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), (b, c) => {
        let term = 1
        let tail = 1
        for (let i = 1; i <= Math.min(b, c); i++) tail += term *= (b + c - i + 1) / i
        expect(mcnemar(b, c)).toBeCloseTo(Math.min(1, (2 * tail) / 2 ** (b + c)), 10)
        expect(mcnemar(c, b)).toBe(mcnemar(b, c))
      }),
      { seed: 2 },
    )
  })

  it('holds for ten thousand differing images, near the normal approximation', () => {
    // z = (5100 − 4900 − 1) / √10000 = 1.99; two-sided p = 0.04659.
    expect(mcnemar(4900, 5100)).toBeCloseTo(0.0466, 3)
    expect(mcnemar(0, 10_000)).toBe(0)
  })
})

describe('comparison/meanSd', () => {
  it('is the mean and the sample deviation', () => {
    expect(meanSd([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
      mean: 5,
      sd: Math.sqrt(32 / 7),
      count: 8,
    })
  })

  it('has no spread of one value', () => {
    expect(meanSd([0.5])).toEqual({ mean: 0.5, sd: null, count: 1 })
    expect(meanSd([]).mean).toBeNaN()
  })
})
