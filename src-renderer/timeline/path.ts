/** A point in pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A value at a step. */
export interface Sample {
  readonly step: number
  readonly value: number
}

const round = (pixel: number) => Math.round(pixel * 100) / 100

/** SVG path data through `points`, in order; empty without points. */
export function linePath(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i ? 'L' : 'M'}${round(x)} ${round(y)}`).join('')
}

/** The line closed along `floor`, for the tint under a curve. */
export function areaPath(points: readonly Point[], floor: number): string {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return ''
  return `${linePath(points)}L${round(last.x)} ${round(floor)}L${round(first.x)} ${round(floor)}Z`
}
