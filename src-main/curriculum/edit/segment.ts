import type { Curriculum } from '../curriculum.ts'
import type { Easing } from '../lane.ts'
import { keyAt, replaced, type Edit, type KeyRef } from './settle.ts'

type Bezier = readonly [number, number, number, number]

/** Control points that draw a straight line. */
const straight: Bezier = [1 / 3, 1 / 3, 2 / 3, 2 / 3]

const within = (value: number): number => Math.min(1, Math.max(0, value))
/** Three decimals: finer than a pixel, and short to read in a spec. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** An easing as a curve; a hold, which has none, as a straight line. */
export function curveOf(easing: Easing): Bezier {
  return typeof easing === 'string' ? straight : easing.bezier
}

/**
 * A curve bent away from its chord: by 1 it has done all it can early, by −1 late. Control points stay
 * in the unit square, so that a bent curve does not overshoot.
 */
function bend(easing: Easing, by: number): Easing {
  const [x1, y1, x2, y2] = curveOf(easing)
  const moved: Bezier = [
    within(x1 - by / 3),
    within(y1 + by / 3),
    within(x2 - by / 3),
    within(y2 + by / 3),
  ]
  const [a, b, c, d] = moved.map(rounded)
  const isStraight = Math.abs(a - b) + Math.abs(c - d) < 0.01
  return isStraight ? 'linear' : { bezier: [a, b, c, d] }
}

/** Bends the segment to the right of a key; a hold is taken for a straight line first. */
export function bendSegment(curriculum: Curriculum, ref: KeyRef, by: number): Edit {
  const easing = bend(keyAt(curriculum, ref).easing, by)
  return { curriculum: replaced(curriculum, [ref], { easing }), keys: [ref] }
}

/** Puts one control point (0 or 1) of a key's curve at a place in the square of its segment. */
export function setControl(
  curriculum: Curriculum,
  ref: KeyRef,
  point: 0 | 1,
  at: { readonly x: number; readonly y: number },
): Edit {
  const curve = [...curveOf(keyAt(curriculum, ref).easing)]
  curve[point * 2] = rounded(within(at.x))
  curve[point * 2 + 1] = rounded(at.y)
  const [a, b, c, d] = curve
  const easing: Easing = { bezier: [a, b, c, d] }
  return { curriculum: replaced(curriculum, [ref], { easing }), keys: [ref] }
}
