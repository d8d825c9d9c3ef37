import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slopeOf, spearman } from '#comparison'

const distinct = fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 3, maxLength: 8 })

describe('comparison/trend', () => {
  it('finds the slope of a line, whatever its offset', () => {
    fc.assert(
      fc.property(distinct, fc.integer({ min: -9, max: 9 }), fc.integer(), (x, slope, offset) => {
        const y = x.map((value) => slope * value + (offset % 100))
        expect(slopeOf(x, y)).toBeCloseTo(slope, 8)
      }),
      { seed: 1 },
    )
  })

  it('has no slope over one place', () => {
    expect(slopeOf([2, 2, 2], [1, 2, 3])).toBeNaN()
  })

  it('ranks by order alone: any rising map of x gives 1, any falling one −1', () => {
    fc.assert(
      fc.property(distinct, (x) => {
        expect(
          spearman(
            x,
            x.map((value) => value ** 3),
          ),
        ).toBeCloseTo(1, 10)
        expect(
          spearman(
            x,
            x.map((value) => -value),
          ),
        ).toBeCloseTo(-1, 10)
      }),
      { seed: 1 },
    )
  })

  it('agrees with 1 − 6 Σd² / n(n² − 1) where nothing ties', () => {
    // Ranks of y are 2, 1, 4, 3, 5: Σd² = 4.
    expect(spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 50])).toBeCloseTo(1 - 24 / 120, 10)
  })

  it('gives ties the mean of their ranks, and nothing where all tie', () => {
    expect(spearman([1, 2, 3], [5, 5, 9])).toBeCloseTo(Math.sqrt(3) / 2, 10)
    expect(spearman([1, 2, 3], [5, 5, 5])).toBeNaN()
  })
})
