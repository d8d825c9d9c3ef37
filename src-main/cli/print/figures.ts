import type { FigureDocument, FigureEntry, Plot } from '#contract'
import { formatTime } from './format.ts'
import { formatPairs, formatTable } from './table.ts'

export function formatFigures(figures: readonly FigureEntry[]): string {
  if (figures.length === 0) return 'No figures yet; "cusp figure make --help" says how to make one.'
  const columns = [
    { title: 'id' },
    { title: 'name' },
    { title: 'plots' },
    { title: 'runs', align: 'right' as const },
    { title: 'changed' },
  ]
  return formatTable(
    columns,
    figures.map(({ id, name, kind, runs, updatedAt }) => [
      ...[id, name, kinds[kind], String(runs.length), formatTime(updatedAt)],
    ]),
  )
}

const kinds: Readonly<Record<Plot['kind'], string>> = {
  metric: 'a metric',
  robustness: 'robustness',
  tradeOff: 'the trade-off',
  heatmapDifference: 'a difference',
  parallel: 'parallel axes',
  table: 'a table of results',
  mcnemar: 'McNemar’s tests',
  curriculum: 'curricula',
}

export function formatFigure({ id, name, runs, spec, updatedAt }: FigureDocument): string {
  const { width, height, font, palette } = spec.layout
  const settings = Object.entries(spec.plot).map(([key, value]) => `${key} ${String(value)}`)
  return formatPairs([
    ['figure', `${name} (${id})`],
    ['plots', settings.join(', ')],
    ['band', spec.band],
    ['print', `${width} × ${height} cm, letters of ${font} pt, ${palette}`],
    ['changed', formatTime(updatedAt)],
    ...runs.map((run, i) => [i === 0 ? 'runs' : '', `${run.name} (${run.id})`] as const),
  ])
}
