import type { CurvePoint, LineChartSpec, ScatterSpec } from './chart-spec.ts'

export interface TableSpec {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Every x of a chart's curves, in rising order. */
export function placesOf(spec: LineChartSpec): number[] {
  const all = new Set(spec.curves.flatMap((curve) => curve.points.map((point) => point.x)))
  return [...all].sort((a, b) => a - b)
}

/** The numbers of a line chart: a row for each x, a column for each curve. */
export function lineTable(spec: LineChartSpec): TableSpec {
  const byX = spec.curves.map((curve) => new Map(curve.points.map((point) => [point.x, point])))
  return {
    columns: [spec.x.label, ...spec.curves.map((curve) => curve.label)],
    rows: placesOf(spec).map((x) => [
      spec.x.format(x),
      ...byX.map((points) => describePoint(points.get(x), spec.y.format)),
    ]),
  }
}

/** The numbers of a trade-off plot: a row for each run. */
export function scatterTable(spec: ScatterSpec): TableSpec {
  return {
    columns: ['Run', spec.x.label, spec.y.label, 'Front'],
    rows: spec.points.map((point) => [
      point.label,
      point.x.toFixed(3),
      point.y.toFixed(3),
      point.dominated ? 'dominated' : 'on the front',
    ]),
  }
}

function describePoint(point: CurvePoint | undefined, format: (value: number) => string): string {
  if (!point) return ''
  if (point.low === undefined || point.high === undefined) return format(point.y)
  return `${format(point.y)} (${format(point.low)} to ${format(point.high)})`
}

/** The value of a curve at x: its own point there, or its last before. */
export function valueAtOrBefore(points: readonly CurvePoint[], x: number): CurvePoint | null {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.x ?? Infinity) <= x) low = middle + 1
    else high = middle
  }
  return points[low - 1] ?? null
}
