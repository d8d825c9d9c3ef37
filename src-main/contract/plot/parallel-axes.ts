import { laneNames, type LaneName } from '#curriculum'
import type { Comparison } from '../comparison.ts'
import { laneTitles, measureRows } from '../comparison-rows.ts'

/** One upright axis of parallel coordinates: a setting that is a number everywhere, or a measure. */
export interface ParallelAxis {
  readonly key: string
  readonly title: string
  readonly kind: 'setting' | 'measure'
  /** What its values are of: a lane, shares in [0, 1], seconds, or plain numbers. */
  readonly unit: LaneName | 'share' | 'seconds' | 'number'
  readonly min: number
  readonly max: number
  /** One a group, in their order; null where a group has none. */
  readonly values: readonly (number | null)[]
}

type Compared = Pick<Comparison, 'groups' | 'runs' | 'differences'>

/**
 * The strongest each lane gets, settings that differ and are numbers, then what was measured; a
 * constant makes no axis.
 */
export function parallelAxes(comparison: Compared): ParallelAxis[] {
  const lanes = laneNames.flatMap((lane) => {
    const title = `${laneTitles[lane].charAt(0).toUpperCase()}${laneTitles[lane].slice(1)}, highest`
    const highest = comparison.groups.map(({ curriculum }) =>
      Math.max(0, ...(curriculum.lanes[lane] ?? []).map(({ value }) => value)),
    )
    return axisOf({ key: lane, title, kind: 'setting', unit: lane }, highest)
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
    return axisOf({ key: path, title: path, kind: 'setting', unit: 'number' }, numbers)
  })
  const measured = measureRows(comparison).flatMap(({ measure: { key, title, unit }, cells }) =>
    axisOf(
      { key, title, kind: 'measure', unit },
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
