import { formatCsv, formatLatex, formatMarkdown } from '#comparison'
import type { Comparison } from './comparison.ts'
import { measureRows, settingRows, spreadText } from './comparison-rows.ts'
import { groupLabels } from './group-labels.ts'

export const textFormats = ['csv', 'markdown', 'latex'] as const
export type TextFormat = (typeof textFormats)[number]

/**
 * The table of a comparison, to paste or to read elsewhere. CSV has a row for each group and every
 * number by itself (mean, sd, n); Markdown and LaTeX are the table as shown, a column for each group.
 */
export function comparisonText(comparison: Comparison, format: TextFormat): string {
  if (format === 'csv') return formatCsv(observations(comparison))
  const table = comparisonTable(comparison)
  return format === 'markdown' ? formatMarkdown(table) : formatLatex(table)
}

/** The table of a comparison as shown: a row for each measure and setting, a column for each group. */
export function comparisonTable(comparison: Comparison): string[][] {
  const labels = groupLabels(comparison)
  const head = comparison.groups.map(({ id }) => {
    const mark = id === comparison.baseline ? ' (baseline)' : ''
    return `${labels.get(id) ?? id}${mark}`
  })
  return [
    ['', ...head],
    ...measureRows(comparison).map((row) => [
      row.measure.title,
      ...row.cells.map((_, i) => spreadText(row, i)),
    ]),
    ...settingRows(comparison).map(({ title, values }) => [title, ...values]),
  ]
}

function observations(comparison: Comparison): string[][] {
  const labels = groupLabels(comparison)
  const [rows, settings] = [measureRows(comparison), settingRows(comparison)]
  const head = [
    ...['group', 'baseline', 'runs', 'seeds'],
    ...rows.flatMap(({ measure: { key } }) => [key, `${key} sd`, `${key} n`]),
    ...settings.map(({ title }) => title),
  ]
  const body = comparison.groups.map(({ id, runs, seeds }, at) => [
    labels.get(id) ?? id,
    id === comparison.baseline ? 'yes' : 'no',
    runs.join(' '),
    seeds.join(' '),
    ...rows.flatMap(({ cells }) => {
      const { mean, sd, count } = cells[at]
      return [count === 0 ? '' : String(mean), sd === null ? '' : String(sd), String(count)]
    }),
    ...settings.map(({ values }) => values[at]),
  ])
  return [head, ...body]
}
