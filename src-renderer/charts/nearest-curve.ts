import type { LineChartSpec } from './chart-spec.ts'
import { valueAtOrBefore } from './table.ts'

/** How far a pointer may be from a curve that it means, in px. */
const reach = 12

/**
 * Id of the curve nearest to a pointer, or null where none is near: by height alone, at the place
 * that the cursor stands at.
 * @param y of the pointer, from the top of a plot of `height` px.
 */
export function nearestCurve(
  { y: axis, curves }: Pick<LineChartSpec, 'y' | 'curves'>,
  x: number,
  y: number,
  height: number,
): string | null {
  const { min, max } = axis
  if (min === undefined || max === undefined || max === min) return null
  let best: string | null = null
  let least = reach
  for (const { id, points } of curves) {
    const point = valueAtOrBefore(points, x)
    if (!point) continue
    const away = Math.abs(topOf(point.y, [min, max], height) - y)
    if (away < least) [best, least] = [id, away]
  }
  return best
}

/** Room above the plot, and beneath it for the axis: about what Chart.js leaves. */
const room = { top: 8, bottom: 40 }

function topOf(value: number, [min, max]: readonly [number, number], height: number): number {
  const inner = height - room.top - room.bottom
  return room.top + (1 - (value - min) / (max - min)) * inner
}
