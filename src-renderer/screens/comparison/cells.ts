import type { Measure, MeasureRow } from '#contract'
import { formatDuration } from '../../wording/index.ts'

/**
 * How a cell stands to the baseline's: by arrow, by sign and by word, never by colour alone. Shares by
 * their difference, times by a part of the baseline's.
 */
export interface Delta {
  readonly way: 'better' | 'worse' | 'equal'
  readonly arrow: string
  readonly text: string
}

type Cell = MeasureRow['cells'][number]

export function deltaOf(measure: Measure, cell: Cell, baseline: Cell | undefined): Delta | null {
  if (!baseline || cell.count === 0 || baseline.count === 0) return null
  const change = cell.mean - baseline.mean
  const sizeOf = (by: number): string =>
    measure.unit === 'share'
      ? by.toFixed(3).replace(/^0/, '')
      : `${Math.round((by / (baseline.mean || 1)) * 100)} %`
  const size = sizeOf(Math.abs(change))
  if (size === sizeOf(0)) return { way: 'equal', arrow: '=', text: size }
  const times = measure.unit === 'seconds' ? cell.mean / baseline.mean : 1
  const isBetter = measure.direction === 'maximise' ? change > 0 : change < 0
  return {
    way: isBetter ? 'better' : 'worse',
    arrow: change > 0 ? '▲' : '▼',
    text: times >= manyTimes ? timesWords(times) : `${change > 0 ? '+' : '−'}${size}`,
  }
}

/** From here on "×12" is read at a glance and "+1082 %" is not. */
const manyTimes = 3

function timesWords(times: number): string {
  return `×${times < 10 ? times.toFixed(1) : Math.round(times).toLocaleString('en')}`
}

export function formatMean({ unit }: Measure, mean: number): string {
  return unit === 'share' ? mean.toFixed(3) : formatDuration(mean)
}

/** ".012": shares lose their zero, as everywhere beside a mean. */
export function formatAround({ unit }: Measure, around: number): string {
  return unit === 'share' ? around.toFixed(3).replace(/^0/, '') : formatDuration(around)
}
