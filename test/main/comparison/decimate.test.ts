import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimate } from '#comparison'

const line = fc
  .array(
    fc.tuple(fc.double({ min: 0.01, max: 3, noNaN: true }), fc.integer({ min: -50, max: 50 })),
    {
      minLength: 1,
      maxLength: 400,
    },
  )
  .map((steps) => {
    let at = 0
    return { x: steps.map(([gap]) => (at += gap)), y: steps.map(([, y]) => y) }
  })
const pixels = fc.integer({ min: 1, max: 60 })

describe('comparison/decimate', () => {
  it('keeps at most two points a pixel, both edges and a neighbour on either side, in order', () => {
    fc.assert(
      fc.property(line, pixels, fc.nat(300), fc.nat(300), ({ x, y }, wide, from, length) => {
        const kept = decimate(x, y, { from, to: from + length, pixels: wide })
        expect(kept.length).toBeLessThanOrEqual(2 * wide + 4)
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b))
        const outside = kept.filter((i) => x[i] < from || x[i] > from + length)
        expect(outside.length).toBeLessThanOrEqual(2)
      }),
      { seed: 1 },
    )
  })

  it('loses no extreme of any pixel', () => {
    fc.assert(
      fc.property(line, pixels, ({ x, y }, wide) => {
        const [from, to] = [x[0], x[x.length - 1]]
        const kept = new Set(decimate(x, y, { from, to, pixels: wide }))
        const column = (i: number) =>
          Math.min(wide - 1, Math.floor(((x[i] - from) / (to - from || 1)) * wide))
        for (const members of Map.groupBy(x.keys(), column).values()) {
          const shown = members.filter((i) => kept.has(i)).map((i) => y[i])
          const all = members.map((i) => y[i])
          expect(Math.min(...shown)).toBe(Math.min(...all))
          expect(Math.max(...shown)).toBe(Math.max(...all))
        }
      }),
      { seed: 2 },
    )
  })

  it('keeps everything where there is room, and nothing of nothing', () => {
    expect(decimate([1, 2, 3], [5, 5, 5], { from: 1, to: 3, pixels: 10 })).toEqual([0, 1, 2])
    expect(decimate([], [], { from: 0, to: 1, pixels: 10 })).toEqual([])
  })

  it('reaches both edges of a window between two points', () => {
    expect(decimate([0, 10], [0, 1], { from: 4, to: 6, pixels: 100 })).toEqual([0, 1])
  })
})
