import type { Easing } from './lane.ts'

/**
 * How far a value has moved from its key (0) to the next (1) at a share of the way, in [0, 1].
 * Beziers may overshoot. A hold has not moved at all before the next key.
 */
export function ease(easing: Easing, share: number): number {
  if (share >= 1) return 1
  if (easing === 'hold' || share <= 0) return 0
  if (easing === 'linear') return share
  const [x1, y1, x2, y2] = easing.bezier
  return cubic(y1, y2, solve(x1, x2, share))
}

/** A Bezier coordinate from 0 to 1 with control values p1 and p2, at parameter t. */
function cubic(p1: number, p2: number, t: number): number {
  const s = 1 - t
  return 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t
}

/**
 * The parameter at which x(t) = share. x1 and x2 in [0, 1] make x monotone, so bisection finds it;
 * 52 halvings use up a double, and the same bits come out on every machine.
 */
function solve(x1: number, x2: number, share: number): number {
  let low = 0
  let high = 1
  for (let i = 0; i < 52; i++) {
    const middle = (low + high) / 2
    if (cubic(x1, x2, middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}
