interface Point {
  readonly x: number
  readonly y: number
}

/**
 * At most about `limit` points: of each stretch the lowest and the highest, so that no spike is lost.
 * @param points in rising order of x
 */
export function thin<P extends Point>(points: readonly P[], limit: number): readonly P[] {
  if (points.length <= limit) return points
  const stretches = Math.max(1, Math.floor(limit / 2))
  const kept: P[] = []
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * points.length) / stretches)
    const to = Math.floor(((stretch + 1) * points.length) / stretches)
    kept.push(...extremes(points.slice(from, to)))
  }
  return kept
}

/** The lowest and the highest point, in order of x. */
function extremes<P extends Point>(points: readonly P[]): P[] {
  let low = points[0]
  let high = points[0]
  for (const point of points) {
    if (low && point.y < low.y) low = point
    if (high && point.y > high.y) high = point
  }
  if (!low || !high) return []
  if (low === high) return [low]
  return low.x < high.x ? [low, high] : [high, low]
}
