import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandKinds, bandOf, shareBand, wilson } from '#comparison'

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 })

describe('comparison/band', () => {
  it('holds its mean, and the standard error inside the deviation inside the interval of few', () => {
    fc.assert(
      fc.property(shares, (values) => {
        const [sd, stderr, ci, range] = bandKinds.map((kind) => bandOf(values, kind))
        const width = (band = sd) => (band?.high ?? 0) - (band?.low ?? 0)
        for (const band of [sd, stderr, ci, range]) {
          expect(band?.low ?? NaN).toBeLessThanOrEqual((band?.mean ?? NaN) + 1e-12)
          expect(band?.high ?? NaN).toBeGreaterThanOrEqual((band?.mean ?? NaN) - 1e-12)
        }
        expect(width(stderr)).toBeLessThanOrEqual(width(sd) + 1e-12)
        expect(width(stderr)).toBeLessThanOrEqual(width(ci) + 1e-12)
      }),
      { seed: 1 },
    )
  })

  it('has no band of one value, and none where none is asked for', () => {
    expect(bandOf([0.5], 'sd')).toEqual({ mean: 0.5, low: null, high: null, count: 1 })
    expect(bandOf([0.5, 0.7], 'none')).toMatchObject({ low: null, high: null, count: 2 })
    expect(bandOf([], 'ci').mean).toBeNaN()
  })

  it('of accuracies stays within [0, 1]', () => {
    expect(shareBand([0.9, 1], 'ci', 100)).toMatchObject({ high: 1 })
    expect(shareBand([0, 0.1], 'ci', 100)).toMatchObject({ low: 0 })
  })

  it('of one network is the chance among its images', () => {
    const [low, high] = wilson(81, 263)
    expect(shareBand([81 / 263], 'sd', 263)).toEqual({ mean: 81 / 263, low, high, count: 1 })
    expect(shareBand([0.5], 'none', 10)).toMatchObject({ low: null })
  })
})
