import type { Generator } from '#random'
import type { AttackPlan } from './plan/index.ts'

/** One rotation and shift of an image: angle in degrees, dx and dy in px. */
export interface Transform {
  readonly angle: number
  readonly dx: number
  readonly dy: number
}

/** Half-ranges: ± degrees and ± px. */
export interface SpatialRange {
  readonly rotation: number
  readonly translation: number
}

export const identity: Transform = { angle: 0, dx: 0, dy: 0 }

/**
 * Independent transforms, uniform and continuous within ± the ranges (Engstrom et al. 2017,
 * arXiv 1712.02779). Each takes three draws of `random`, in the order angle, dx, dy, so the first
 * k transforms do not depend on how many follow.
 */
export function drawTransforms(range: SpatialRange, count: number, random: Generator): Transform[] {
  const within = (limit: number): number => (2 * random.uniform() - 1) * limit
  return Array.from({ length: count }, () => ({
    angle: within(range.rotation),
    dx: within(range.translation),
    dy: within(range.translation),
  }))
}

/** Evenly spaced values from −limit to limit; a single one is 0. */
export function spaced(limit: number, count: number): number[] {
  if (count === 1) return [0]
  return Array.from({ length: count }, (_, i) => {
    // Written so that the middle of an odd count is exactly 0 and the ends are exactly ± limit;
    // + 0 turns −0 into 0.
    return (limit * (2 * i - (count - 1))) / (count - 1) + 0
  })
}

/** All combinations of a grid plan, angles outermost: rotations × translations × translations. */
export function gridTransforms(
  plan: Omit<Extract<AttackPlan, { attack: 'spatial-grid' }>, 'attack' | 'climbs'>,
): Transform[] {
  const shifts = spaced(plan.translation, plan.translations)
  return spaced(plan.rotation, plan.rotations).flatMap((angle) =>
    shifts.flatMap((dx) => shifts.map((dy) => ({ angle, dx, dy }))),
  )
}
