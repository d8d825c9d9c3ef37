import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeMark, spanOf } from '../../../src-renderer/charts/place-mark.ts'

const area = { top: 0, bottom: 160 }
const span = { left: 100, right: 150 }

describe('charts/place-mark: beside which side of its line', () => {
  const plot = { left: 0, right: 1000 }
  const sideOf = (x: number, others: readonly number[]) =>
    spanOf(x, 80, plot, others).isRight ? 'left' : 'right'

  it('is towards the middle, unless another line would run through the name there', () => {
    expect(sideOf(200, [200])).toBe('right')
    expect(sideOf(800, [800])).toBe('left')
    expect(sideOf(300, [300, 350])).toBe('left')
    expect(sideOf(700, [700, 650])).toBe('right')
    expect(sideOf(300, [300, 350, 250])).toBe('right')
  })

  it('never leaves the plot to make way, nor covers its own line', () => {
    const place = fc.integer({ min: 0, max: 1000 })
    fc.assert(
      fc.property(place, fc.array(place), fc.integer({ min: 1, max: 300 }), (x, others, width) => {
        const { left, right } = spanOf(x, width, plot, [x, ...others])
        expect(right - left).toBe(width)
        expect(left > x || right < x).toBe(true)
        expect(left >= 0 && right <= 1000).toBe(true)
      }),
    )
  })
})

describe('charts/place-mark', () => {
  it('writes at the bottom where nothing is in the way', () => {
    const line = [
      { x: 0, y: 20 },
      { x: 300, y: 60 },
    ]
    expect(placeMark(span, area, [line])).toEqual({
      box: { ...span, top: 142, bottom: 158 },
      isClear: true,
    })
  })

  it('goes above a curve along the bottom, and above a name that is there', () => {
    const flat = [
      { x: 0, y: 150 },
      { x: 300, y: 150 },
    ]
    const first = placeMark(span, area, [flat])
    expect(first).toEqual({ box: { ...span, top: 126, bottom: 142 }, isClear: true })
    expect(placeMark(span, area, [flat], [first.box]).box.bottom).toBe(126)
  })

  it('says where no row is clear', () => {
    const wall = [
      { x: 120, y: 0 },
      { x: 121, y: 160 },
    ]
    expect(placeMark(span, area, [wall]).isClear).toBe(false)
  })

  it('never calls a row clear that a point of a curve lies in', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 300 }),
      y: fc.integer({ min: 0, max: 160 }),
    })
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
        const line = points.toSorted((a, b) => a.x - b.x)
        const { box, isClear } = placeMark(span, area, [line])
        const inside = line.some(
          ({ x, y }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
        )
        if (isClear) expect(inside).toBe(false)
        expect(box.top).toBeGreaterThanOrEqual(-2)
      }),
      { seed: 1 },
    )
  })
})
