import type { ChartConfiguration } from 'chart.js'
import { xAxis, yAxis } from './axes.ts'
import type { CurveSpec, LineChartSpec } from './chart-spec.ts'
import type { Ink } from './ink.ts'
import { gutter } from './plot-area.ts'

export type LineConfig = ChartConfiguration<'line', { x: number; y: number }[]>

/** Options common to every skin: nothing moves, nothing is parsed, our own legend, read-out and size. */
export const stillOptions = {
  animation: false,
  parsing: false,
  normalized: true,
  responsive: false,
  maintainAspectRatio: false,
  events: [],
  layout: { padding: { top: 8, right: gutter.right, left: 0, bottom: 0 } },
  plugins: { legend: { display: false }, tooltip: { enabled: false } },
} as const

/** The axes of a line chart as Chart.js takes them; `paintCurves` draws what is between them. */
export function lineConfig(spec: LineChartSpec, ink: Ink): LineConfig {
  return {
    type: 'line',
    data: { datasets: [] },
    options: {
      ...stillOptions,
      events: [],
      scales: {
        x: xAxis(spec.x, ink),
        y: { ...yAxis(spec.y, ink), ...heightsOf(spec.curves) },
      },
    } as LineConfig['options'],
  }
}

/** What an axis without ends of its own must reach. */
export function heightsOf(curves: readonly CurveSpec[]): {
  suggestedMin?: number
  suggestedMax?: number
} {
  let [low, high] = [Infinity, -Infinity]
  const reach = (value: number): void => {
    if (value < low) low = value
    if (value > high) high = value
  }
  for (const { points, raw = [] } of curves) {
    for (const point of points) {
      reach(point.low ?? point.y)
      reach(point.high ?? point.y)
    }
    for (const { y } of raw) reach(y)
  }
  return low > high ? {} : { suggestedMin: low, suggestedMax: high }
}
