import { describe, expect, it } from 'vitest'
import { createPace } from '../../../src-main/host/pace.ts'

describe('host/pace', () => {
  it('knows nothing before the second mark', () => {
    const pace = createPace()
    expect([pace.imagesPerSecond(), pace.secondsUntil(10)]).toEqual([null, null])
    pace.mark(0, 0, 0)
    expect([pace.imagesPerSecond(), pace.secondsUntil(10)]).toEqual([null, null])
  })

  it('goes on at the speed so far', () => {
    const pace = createPace()
    pace.mark(1_000, 0, 0)
    pace.mark(3_000, 4, 256)
    expect(pace.imagesPerSecond()).toBe(128)
    expect(pace.secondsUntil(10)).toBe(3)
    expect(pace.secondsUntil(2)).toBe(0)
  })

  it('forgets what is long ago', () => {
    const pace = createPace()
    pace.mark(0, 0, 0)
    pace.mark(100_000, 1, 1)
    for (let second = 1; second <= 20; second++) {
      pace.mark(100_000 + second * 1000, 1 + second, 1 + second * 50)
    }
    expect(pace.imagesPerSecond()).toBeCloseTo(50)
    expect(pace.secondsUntil(31)).toBeCloseTo(10)
  })
})
