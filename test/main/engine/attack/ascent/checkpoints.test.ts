import { describe, expect, it } from 'vitest'
import { checkpointsOf } from '../../../../../src-main/engine/attack/ascent/checkpoints.ts'

describe('engine/attack/ascent/checkpoints', () => {
  it('are the published ones for 100 steps', () => {
    expect(checkpointsOf(100)).toEqual([22, 41, 57, 70, 80, 87, 93, 99])
  })

  it('come closer and closer, and are there for few steps too', () => {
    expect(checkpointsOf(1)).toEqual([1])
    expect(checkpointsOf(10)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const steps of [20, 50, 250, 1000]) {
      const gaps = checkpointsOf(steps).map((at, i, all) => at - (all[i - 1] ?? 0))
      expect(gaps).toEqual(gaps.toSorted((a, b) => b - a))
      expect(gaps[0]).toBe(Math.floor(0.22 * steps))
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(Math.max(Math.floor(0.06 * steps), 1))
    }
  })
})
