import type { Axis, Cell, Difference, Expectation, Rung, Trend } from './design.ts'
import { metrics, type ByMetric } from './measures.ts'

/** Cells along an axis, in rising order of level. */
export interface Series {
  readonly about: string
  readonly axis: Axis
  readonly points: readonly Rung[]
}

/** That a measure goes one way along a series, by accuracy and by invariance. */
export function trendsOf(
  { about, axis, points }: Series,
  measure: ByMetric,
  expected: Expectation,
  role: Trend['role'] = 'claim',
): Trend[] {
  return metrics.map((metric) => ({
    ...{ kind: 'trend', role, about, axis, points, expected },
    measure: measure[metric],
  }))
}

/** That a measure is higher, or lower, in a cell than in its baseline, by both metrics. */
export function differencesOf(
  { cell, baseline }: { readonly cell: Cell; readonly baseline: Cell },
  measure: ByMetric,
  expected: Expectation,
  role: Difference['role'] = 'claim',
): Difference[] {
  return metrics.map((metric) => ({
    ...{ kind: 'difference', role, cell, baseline, expected },
    about: `${cell.label} against ${baseline.label}`,
    measure: measure[metric],
  }))
}
