import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bendSegment,
  curveOf,
  laneAt,
  positionsResolved,
  setControl,
  type Curriculum,
  type Easing,
} from '#curriculum'
import { curriculumOf, easings, keyAtStep, tens } from '../curricula.ts'

const ref = { lane: 'rotation', index: 0 } as const
const slope = (easing: Easing): Curriculum =>
  curriculumOf({ rotation: [keyAtStep(0, 0, easing), keyAtStep(100, 100)] })
const easingIn = ({ lanes }: Curriculum): Easing | undefined => lanes.rotation?.[0].easing
const at = (curriculum: Curriculum, step: number): number =>
  laneAt(positionsResolved(curriculum, tens), 'rotation', step)

describe('curriculum/edit/segment', () => {
  it('bends a straight line up or down, and back to a straight line', () => {
    const up = bendSegment(slope('linear'), ref, 0.5).curriculum
    const down = bendSegment(slope('linear'), ref, -0.5).curriculum
    expect(at(up, 50)).toBeGreaterThan(60)
    // The two are mirror images in the middle of the segment; control points have three decimals.
    expect(at(up, 30) + at(down, 70)).toBeCloseTo(100, 0)
    expect(easingIn(bendSegment(up, ref, -0.5).curriculum)).toBe('linear')
  })

  it('never overshoots, however far a curve in the unit square is bent', () => {
    const by = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(easings, by, fc.integer({ min: 0, max: 100 }), (easing, bent, step) => {
        const value = at(bendSegment(slope(easing), ref, bent).curriculum, step)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(100)
      }),
    )
  })

  it('rises with how far it is bent', () => {
    const bends = [-1, -0.6, -0.2, 0, 0.2, 0.6, 1]
    const middles = bends.map((by) => at(bendSegment(slope('linear'), ref, by).curriculum, 50))
    expect(middles).toEqual(middles.toSorted((a, b) => a - b))
    expect(new Set(middles).size).toBe(bends.length)
  })

  it('puts a control point where it is dragged, its time inside the segment', () => {
    const { curriculum } = setControl(slope('hold'), ref, 1, { x: 1.4, y: 1.25 })
    const easing = easingIn(curriculum)
    expect(easing && curveOf(easing)).toEqual([1 / 3, 1 / 3, 1, 1.25])
  })
})
