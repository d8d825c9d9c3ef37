import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smooth } from '#comparison'

const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { maxLength: 50 })
const weight = fc.double({ min: 0, max: 0.99, noNaN: true })

describe('comparison/smooth', () => {
  it('is the weighted mean of all values so far, written out', () => {
    fc.assert(
      fc.property(values, weight, (given, w) => {
        const smoothed = smooth(given, w)
        given.forEach((_, i) => {
          const weights = given.slice(0, i + 1).map((_value, k) => w ** (i - k))
          const total = weights.reduce((sum, one) => sum + one, 0)
          const mean = weights.reduce((sum, one, k) => sum + one * given[k], 0) / total
          expect(smoothed[i]).toBeCloseTo(mean, 8)
        })
      }),
      { seed: 1 },
    )
  })

  it('begins at the first value, leaves a level line level and changes nothing at weight 0', () => {
    expect([...smooth([4, 4, 4], 0.9)]).toEqual([4, 4, 4].map((v) => expect.closeTo(v) as number))
    expect(smooth([7, 0], 0.9)[0]).toBeCloseTo(7)
    expect([...smooth([1, -3, 5], 0)]).toEqual([1, -3, 5])
  })
})
