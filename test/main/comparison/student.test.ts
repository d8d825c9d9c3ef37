import { describe, expect, it } from 'vitest'
import { t95, tInterval } from '#comparison'

describe('comparison/student', () => {
  // Tables of Student's t, two-sided 95 %.
  it.each([
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [4, 2.776],
    [9, 2.262],
    [10, 2.228],
    [30, 2.042],
    [100, 1.984],
  ])('has the published point at %i degrees of freedom', (degrees, point) => {
    expect(t95(degrees)).toBeCloseTo(point, 3)
  })

  it('nears the normal as degrees of freedom grow', () => {
    expect(t95(100_000)).toBeCloseTo(1.95996, 4)
  })

  it('spans a mean by its standard error', () => {
    // Values 1, 2, 3: mean 2, sd 1, standard error 1/√3.
    const [low, high] = tInterval([1, 2, 3]) ?? [NaN, NaN]
    expect(low).toBeCloseTo(2 - 4.302653 / Math.sqrt(3), 5)
    expect(high).toBeCloseTo(2 + 4.302653 / Math.sqrt(3), 5)
  })

  it('has no interval of one value, and one of no width where all are equal', () => {
    expect(tInterval([0.4])).toBeNull()
    expect(tInterval([0.5, 0.5, 0.5])).toEqual([0.5, 0.5])
  })
})
