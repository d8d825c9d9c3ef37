/** Which way is better. */
export type Direction = 'maximise' | 'minimise'

/**
 * Whether point a is at least as good as b on every objective and better on one. A point with a
 * missing value (NaN) neither dominates nor is dominated.
 */
export function dominates(
  a: readonly number[],
  b: readonly number[],
  objectives: readonly Direction[],
): boolean {
  let isBetter = false
  for (const [axis, direction] of objectives.entries()) {
    const gain = direction === 'maximise' ? a[axis] - b[axis] : b[axis] - a[axis]
    if (!(gain >= 0)) return false
    if (gain > 0) isBetter = true
  }
  return isBetter
}

/**
 * Positions of the points that no other point dominates, in their given order. Equal points are on
 * the front together; points with a missing value (NaN) never are.
 */
export function paretoFront(
  points: readonly (readonly number[])[],
  objectives: readonly Direction[],
): number[] {
  return points.flatMap((point, position) => {
    if (objectives.some((_, axis) => Number.isNaN(point[axis]))) return []
    return points.some((other) => dominates(other, point, objectives)) ? [] : [position]
  })
}
