import { parallelAxes as axesOf, type Comparison, type ParallelAxis as Axis } from '#contract'
import { formatDuration, formatNumber, laneWords } from '../../wording/index.ts'

/** One upright axis, with how its values are written. */
export interface ParallelAxis extends Axis {
  readonly format: (value: number) => string
}

export function parallelAxes(comparison: Comparison): ParallelAxis[] {
  return axesOf(comparison).map((axis) => ({ ...axis, format: formatOf(axis) }))
}

function formatOf({ unit }: Axis): (value: number) => string {
  switch (unit) {
    case 'share':
      return (value) => value.toFixed(3)
    case 'seconds':
      return formatDuration
    case 'number':
      return formatNumber
    default:
      return laneWords[unit].format
  }
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
