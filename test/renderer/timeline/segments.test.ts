// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { positionsResolved, type Easing } from '#contract'
import { linearScale } from '../../../src-renderer/timeline/scale.ts'
import {
  bendOf,
  controlsOf,
  endsOf,
  hitSegment,
  inSegment,
} from '../../../src-renderer/timeline/segments.ts'

const extent = { steps: 100, stepsPerEpoch: 10 }
const time = linearScale({ from: 0, to: 100 }, { from: 0, to: 1000 })
const values = linearScale({ from: 0, to: 180 }, { from: 180, to: 0 })
const band = { lane: 'rotation', top: 0, height: 200 } as const

const curve = (...easings: Easing[]) =>
  positionsResolved(
    {
      name: 'x',
      stages: [],
      lanes: {
        rotation: [20, 50, 80].map((step, i) => ({
          at: { step },
          value: 30 + 60 * i,
          easing: easings[i] ?? 'hold',
        })),
      },
    },
    extent,
  )

describe('timeline/segments', () => {
  it('finds the curve under the pointer, and nothing away from it', () => {
    const straight = curve('linear', 'linear')
    const at = (x: number, y: number) => hitSegment(straight, band, { x, y }, time, values)
    expect(at(350, values.toPixel(60))).toEqual({ lane: 'rotation', index: 0 })
    expect(at(350, values.toPixel(60) + 5)).toEqual({ lane: 'rotation', index: 0 })
    expect(at(350, values.toPixel(60) + 9)).toBeUndefined()
    expect(at(100, values.toPixel(30))).toEqual({ lane: 'rotation', index: -1 })
    expect(at(-5, values.toPixel(30))).toBeUndefined()
  })

  it('moves both ends of a slope and only what rules a hold', () => {
    const mixed = curve('linear', 'hold', 'linear')
    const ends = (index: number) => endsOf(mixed, { lane: 'rotation', index })
    expect(ends(0).map(({ index }) => index)).toEqual([0, 1])
    expect(ends(1).map(({ index }) => index)).toEqual([1])
    expect(ends(2).map(({ index }) => index)).toEqual([2])
    expect(ends(-1).map(({ index }) => index)).toEqual([0])
  })

  it('bends towards the pointer, whichever way the curve goes', () => {
    const rising = curve('linear', 'linear')
    expect(bendOf(rising, { lane: 'rotation', index: 0 }, 45)).toBeCloseTo(0.5)
    expect(bendOf(rising, { lane: 'rotation', index: 2 }, 45)).toBe(0)
  })

  it('puts a control point where it was taken from', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.tuple(unit, unit, unit, unit), ([a, b, c, d]) => {
        const bent = curve({ bezier: [a, b, c, d] })
        const key = { lane: 'rotation', index: 0 } as const
        const [first, second] = controlsOf(bent, key, time, values)
        if (!first || !second) throw new Error('There are no control points.')
        const back = [first, second].map((at) => inSegment(bent, key, at, time, values))
        expect(back[0]?.x).toBeCloseTo(a, 9)
        expect(back[0]?.y).toBeCloseTo(b, 9)
        expect(back[1]?.x).toBeCloseTo(c, 9)
        expect(back[1]?.y).toBeCloseTo(d, 9)
      }),
    )
    expect(controlsOf(curve('linear'), { lane: 'rotation', index: 0 }, time, values)).toEqual([])
  })
})
