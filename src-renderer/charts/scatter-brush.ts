import type { AxisSpec, ScatterPoint, ScatterSpec } from './chart-spec.ts'
import type { PlotArea } from './plot-area.ts'

/** Where a point lies on the canvas, in px; axes without ends run from 0 to 1. */
export function placeOnPlot(
  { x, y }: Pick<ScatterSpec, 'x' | 'y'>,
  { left, right, top, bottom }: PlotArea,
  point: Pick<ScatterPoint, 'x' | 'y'>,
): { readonly left: number; readonly top: number } {
  return {
    left: left + shareOf(x, point.x) * (right - left),
    top: bottom - shareOf(y, point.y) * (bottom - top),
  }
}

function shareOf({ min = 0, max = 1 }: AxisSpec, value: number): number {
  return (value - min) / (max - min || 1)
}

/** A box by two opposite corners, in px. */
export interface Box {
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
}

export function within({ from, to }: Box, left: number, top: number): boolean {
  const isBetween = (value: number, a: number, b: number): boolean =>
    value >= Math.min(a, b) && value <= Math.max(a, b)
  return isBetween(left, from[0], to[0]) && isBetween(top, from[1], to[1])
}

/** How far a pointer may be from a mark that it means, in px. */
const reach = 16

/** The mark that a pointer means; null where none is near. */
export function nearestMark<Mark extends { readonly left: number; readonly top: number }>(
  marks: readonly Mark[],
  left: number,
  top: number,
): Mark | null {
  let best: Mark | null = null
  let least = reach
  for (const mark of marks) {
    const away = Math.hypot(mark.left - left, mark.top - top)
    if (away < least) [best, least] = [mark, away]
  }
  return best
}
