import type { Table } from '#figure'
import type { Comparison } from '../comparison.ts'
import { measureRows, settingRows, spreadText, type MeasureRow } from '../comparison-rows.ts'
import type { PlotGroup } from './plot-group.ts'

/** Which columns a table of results has. */
export interface TableColumns {
  /** Keys of measures; all that were measured without. */
  readonly metrics?: readonly string[] | undefined
  /** Whether the settings that differ follow. */
  readonly settings: boolean
}

/**
 * Groups down, what they measure across, as papers set results: "0.951 ± 0.003", and "(n=3)" where not
 * all are of as many runs.
 * @param comparison of these groups alone, in their order.
 * @returns null where none of them has such a number.
 */
export function resultsTable(
  comparison: Comparison,
  groups: readonly PlotGroup[],
  { metrics, settings }: TableColumns,
): Table | null {
  const all = measureRows(comparison)
  const rows = metrics
    ? metrics.flatMap((key) => all.find(({ measure }) => measure.key === key) ?? [])
    : all
  if (rows.length === 0) return null
  const told = settings ? settingRows(comparison) : []
  const counts = rows.flatMap(({ cells }) => cells.map(({ count }) => count))
  const isEven = new Set(counts.filter((count) => count > 0)).size === 1
  const text = (row: MeasureRow, at: number): string =>
    isEven ? spreadText(row, at).replace(/ \(n=\d+\)$/, '') : spreadText(row, at)
  return {
    head: ['', ...rows.map(({ measure }) => measure.title), ...told.map(({ title }) => title)],
    rows: groups.map(({ label }, at) => [
      label,
      ...rows.map((row) => text(row, at)),
      ...told.map(({ values }) => values[at] || '–'),
    ]),
    numbers: [
      [
        ...['group', 'runs'],
        ...rows.flatMap(({ measure: { key } }) => [key, `${key} sd`, `${key} n`]),
        ...told.map(({ title }) => title),
      ],
      ...groups.map(({ label, runs }, at) => [
        ...[label, runs.join(' ')],
        ...rows.flatMap(({ cells }) => {
          const { mean, sd, count } = cells[at]
          return [count === 0 ? '' : String(mean), sd === null ? '' : String(sd), String(count)]
        }),
        ...told.map(({ values }) => values[at]),
      ]),
    ],
  }
}
