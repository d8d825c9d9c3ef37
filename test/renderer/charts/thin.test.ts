// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thin } from '../../../src-renderer/charts/thin.ts'

const series = fc
  .array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 900 })
  .map((values) => values.map((y, x) => ({ x, y })))

describe('charts/thin', () => {
  it('keeps to the limit, the order and the extremes', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 4, max: 200 }), (points, limit) => {
        const kept = thin(points, limit)
        const ys = (some: readonly { y: number }[]) => some.map(({ y }) => y)
        expect(kept.length).toBeLessThanOrEqual(Math.max(limit, 2))
        expect(kept.every((point, i) => i === 0 || point.x > (kept[i - 1]?.x ?? 0))).toBe(true)
        expect(Math.max(...ys(kept))).toBe(Math.max(...ys(points)))
        expect(Math.min(...ys(kept))).toBe(Math.min(...ys(points)))
      }),
    )
  })

  it('leaves few points alone', () => {
    const points = [
      { x: 0, y: 1 },
      { x: 1, y: 2 },
    ]
    expect(thin(points, 4)).toBe(points)
  })
})
