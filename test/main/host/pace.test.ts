import { describe, expect, it } from 'vitest'
import { createPace } from '../../../src-main/host/pace.ts'

describe('host/pace', () => {
  it('knows nothing before the second mark', () => {
    const pace = createPace()
    expect([pace.imagesPerSecond(), pace.until(10)]).toEqual([null, null])
    pace.mark(0, 0, 0)
    expect([pace.imagesPerSecond(), pace.until(10)]).toEqual([null, null])
  })

  it('goes on at the speed so far', () => {
    const pace = createPace()
    pace.mark(1_000, 0, 0)
    pace.mark(3_000, 4, 256)
    expect(pace.imagesPerSecond()).toBe(128)
    expect(pace.until(10)).toEqual({ seconds: 3, spreadSeconds: null })
    expect(pace.until(2)?.seconds).toBe(0)
  })

  it('forgets what is long ago', () => {
    const pace = createPace()
    pace.mark(0, 0, 0)
    pace.mark(100_000, 1, 1)
    for (let second = 1; second <= 20; second++) {
      pace.mark(100_000 + second * 1000, 1 + second, 1 + second * 50)
    }
    expect(pace.imagesPerSecond()).toBeCloseTo(50)
    expect(pace.until(31)?.seconds).toBeCloseTo(10)
  })

  it('is certain at an even pace, and says how far off it may be at an uneven one', () => {
    const even = createPace()
    for (let second = 0; second <= 5; second++) even.mark(second * 1000, second, 0)
    expect(even.until(15)).toEqual({ seconds: 10, spreadSeconds: 0 })
    const uneven = createPace()
    // Steps of 1, 3, 1 and 3 seconds: mean 2, standard error √(4/3) / 2.
    ;[0, 1, 4, 5, 8].forEach((second, step) => uneven.mark(second * 1000, step, 0))
    const eta = uneven.until(14)
    expect(eta?.seconds).toBe(20)
    expect(eta?.spreadSeconds).toBeCloseTo(2 * 10 * (Math.sqrt(4 / 3) / 2), 10)
  })
})
