// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearScale } from '../../../src-renderer/timeline/scale.ts'
import {
  cellOf,
  drawOver,
  nothingDrawn,
  strokesOf,
} from '../../../src-renderer/timeline/strokes.ts'

const extent = { steps: 200, stepsPerEpoch: 20 }

describe('timeline/strokes', () => {
  it('has cells of an epoch, or as wide as can be aimed at', () => {
    const time = linearScale({ from: 0, to: 200 }, { from: 0, to: 800 })
    expect(cellOf(extent, time, true)).toBe(20)
    expect(cellOf(extent, time, false)).toBe(2)
  })

  it('leaves no cell out between two places of the pen, and stays in the run', () => {
    const place = fc.record({
      step: fc.integer({ min: -50, max: 260 }),
      value: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(place, place, (from, to) => {
        const strokes = strokesOf(drawOver(nothingDrawn, from, to, 20, extent), 20, extent)
        strokes.forEach((stroke, i) => {
          if (i > 0) expect(stroke.from).toBe(strokes[i - 1]?.to)
          expect(stroke.value).toBeGreaterThanOrEqual(Math.min(from.value, to.value) - 1e-12)
          expect(stroke.value).toBeLessThanOrEqual(Math.max(from.value, to.value) + 1e-12)
        })
        expect(strokes[0]?.from).toBeGreaterThanOrEqual(0)
        expect(strokes.at(-1)?.to).toBeLessThanOrEqual(200)
      }),
    )
  })

  it('draws a cell again where the pen comes back', () => {
    const once = drawOver(nothingDrawn, { step: 0, value: 1 }, { step: 50, value: 1 }, 20, extent)
    const back = drawOver(once, { step: 50, value: 1 }, { step: 45, value: 0.5 }, 20, extent)
    expect(strokesOf(back, 20, extent).map(({ value }) => value)).toEqual([1, 1, 0.5])
  })
})
