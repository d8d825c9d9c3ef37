/** A corner of the front, in data units. */
export interface Corner {
  readonly x: number
  readonly y: number
}

/**
 * The staircase under the undominated points (more is better on both axes), from the left edge of
 * the region to its right foot; empty without points.
 * @param reference the worst corner
 */
export function frontStairs(
  points: readonly Corner[],
  reference: readonly [number, number],
): Corner[] {
  const [left, foot] = reference
  const above = points.filter(({ x, y }) => x > left && y > foot)
  const rising = above.sort((a, b) => a.x - b.x)
  const first = rising[0]
  if (!first) return []
  const stairs: Corner[] = [{ x: left, y: first.y }]
  rising.forEach((point, index) => {
    stairs.push({ x: point.x, y: point.y })
    stairs.push({ x: point.x, y: rising[index + 1]?.y ?? foot })
  })
  return stairs
}
