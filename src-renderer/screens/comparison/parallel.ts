import { laneNames, measureRows, type Comparison } from '#contract'
import { formatDuration, formatNumber, laneWords } from '../../wording/index.ts'

/** One upright axis: a setting that is a number everywhere, or a measure. */
export interface ParallelAxis {
  readonly key: string
  readonly title: string
  readonly kind: 'setting' | 'measure'
  readonly min: number
  readonly max: number
  /** One a group, in their order; null where a group has none. */
  readonly values: readonly (number | null)[]
  readonly format: (value: number) => string
}

/**
 * The strongest each lane gets, settings that differ and are numbers, then what was measured; a
 * constant makes no axis.
 */
export function parallelAxes(comparison: Comparison): ParallelAxis[] {
  const lanes = laneNames.flatMap((lane) => {
    const { title, format } = laneWords[lane]
    const highest = comparison.groups.map(({ curriculum }) =>
      Math.max(0, ...(curriculum.lanes[lane] ?? []).map(({ value }) => value)),
    )
    return axisOf({ key: lane, title: `${title}, highest`, kind: 'setting', format }, highest)
  })
  const settings = comparison.differences.flatMap(({ path, values }) => {
    const numbers = values.map(Number)
    if (
      path === 'seed' ||
      path.startsWith('curriculum.') ||
      values.some((text) => text === '') ||
      !numbers.every(Number.isFinite)
    ) {
      return []
    }
    return axisOf({ key: path, title: path, kind: 'setting', format: formatNumber }, numbers)
  })
  const measured = measureRows(comparison).flatMap(({ measure: { key, title, unit }, cells }) =>
    axisOf(
      {
        ...{ key, title, kind: 'measure' },
        format: unit === 'share' ? (value) => value.toFixed(3) : formatDuration,
      },
      cells.map(({ mean, count }) => (count === 0 ? null : mean)),
    ),
  )
  return [...lanes, ...settings, ...measured]
}

function axisOf(
  axis: Omit<ParallelAxis, 'min' | 'max' | 'values'>,
  values: readonly (number | null)[],
): ParallelAxis[] {
  const known = values.filter((value) => value !== null)
  const [min, max] = [Math.min(...known), Math.max(...known)]
  return max > min ? [{ ...axis, values, min, max }] : []
}

/** Where a value is on its axis, from 0 at the foot to 1 at the top. */
export function shareOn({ min, max }: ParallelAxis, value: number, isFlipped: boolean): number {
  const share = (value - min) / (max - min)
  return isFlipped ? 1 - share : share
}

/** Parts of axes that are brushed, as values, by key. */
export type Ranges = Readonly<Record<string, readonly [number, number]>>

/** Ids of the groups inside every brushed range; none where nothing is brushed. */
export function withinRanges(
  ids: readonly string[],
  axes: readonly ParallelAxis[],
  ranges: Ranges,
): string[] {
  const brushed = axes.filter(({ key }) => ranges[key])
  if (brushed.length === 0) return []
  return ids.filter((_, at) =>
    brushed.every(({ key, values }) => {
      const [value, range] = [values[at], ranges[key]]
      return value !== null && value !== undefined && range !== undefined
        ? value >= range[0] && value <= range[1]
        : false
    }),
  )
}

/** The order with one key moved by `by` places. */
export function moved(order: readonly string[], key: string, by: -1 | 1): string[] {
  const from = order.indexOf(key)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return [...order]
  const next = order.filter((other) => other !== key)
  next.splice(to, 0, key)
  return next
}
