// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { nearestCurve } from '../../../src-renderer/charts/nearest-curve.ts'
import { nearestMark, placeOnPlot, within } from '../../../src-renderer/charts/scatter-brush.ts'

const axis = (min: number, max: number) => ({ label: '', min, max, format: String })
const area = { left: 50, right: 150, top: 10, bottom: 210 }

describe('charts/scatter-brush', () => {
  it('places a point by the ends of its axes, up being more', () => {
    const spec = { x: axis(0, 1), y: axis(0, 2) }
    expect(placeOnPlot(spec, area, { x: 0, y: 0 })).toEqual({ left: 50, top: 210 })
    expect(placeOnPlot(spec, area, { x: 0.5, y: 2 })).toEqual({ left: 100, top: 10 })
  })

  it('holds what a box holds, whichever corner it was begun at', () => {
    expect(within({ from: [10, 10], to: [0, 0] }, 5, 5)).toBe(true)
    expect(within({ from: [0, 0], to: [10, 10] }, 11, 5)).toBe(false)
  })

  it('means the nearest of marks that lie on one another, and none from afar', () => {
    const marks = [
      { id: 'a', left: 0, top: 0 },
      { id: 'b', left: 6, top: 0 },
    ]
    expect(nearestMark(marks, 4, 0)?.id).toBe('b')
    expect(nearestMark(marks, 40, 0)).toBeNull()
  })
})

describe('charts/nearest-curve', () => {
  it('means the curve at the height of the pointer, and none from afar', () => {
    const curves = [0.2, 0.8].map((y, i) => ({
      ...{ id: String(i), label: '', colour: 'run-1' as const, points: [{ x: 0, y }] },
    }))
    const spec = { y: axis(0, 1), curves }
    // 200 px of plot under 8 px of room: 0.8 is 40 px below the top.
    expect(nearestCurve(spec, 0, 48, 248)).toBe('1')
    expect(nearestCurve(spec, 0, 108, 248)).toBeNull()
  })
})
