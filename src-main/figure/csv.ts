import type { Axis, Figure, Panel, Series } from './figure.ts'

const columns = ['panel', 'x axis', 'y axis', 'series', 'drawn', 'x', 'y', 'low', 'high']

/**
 * Every number that a figure draws, a row for each, in the units of its axes: means of lines with the
 * ends of their band, single runs, and lines before they were smoothed. Lines end with CR LF (RFC 4180).
 */
export function figureCsv({ rows, table }: Figure): string {
  if (table) return written(table.numbers)
  const panels = rows.flat()
  // A field has a value beyond its place; other figures have no such column.
  const more = panels.some(({ cells }) => cells) ? ['value'] : []
  const drawn = panels.flatMap((panel) => [
    ...panel.series.flatMap((one) => (panel.uprights ? valuesOf(panel, one) : rowsOf(panel, one))),
    ...cellsOf(panel),
  ])
  return written([[...columns, ...more], ...drawn])
}

function written(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('')
}

function cellsOf({ title, x, y, cells }: Panel): string[][] {
  if (!cells) return []
  return cells.values.map((value, i) => {
    const [across, down] = [i % cells.columns, Math.floor(i / cells.columns)]
    const at = [x.names?.[across] ?? String(across), y.names?.[down] ?? String(down)]
    return [title, x.label, y.label, '', 'cell', ...at, '', '', value === null ? '' : String(value)]
  })
}

/** Each axis has a unit of its own, so it is named in the place of the x axis. */
function valuesOf({ title, y, uprights = [] }: Panel, { label, means }: Series): string[][] {
  return means.map(([place, value]) => [
    ...[title, uprights[place].label, y.label, label, 'mean', String(place), String(value)],
    ...['', ''],
  ])
}

function rowsOf({ title, x, y }: Panel, series: Series): string[][] {
  const row = (kind: string, across: number, up: number | null, ends: readonly number[] = []) => {
    const [low, high] = ends.map((end) => numberOf(end, y))
    const at = [numberOf(across, x), up === null ? '' : numberOf(up, y)]
    return [title, x.label, y.label, series.label, kind, ...at, low ?? '', high ?? '']
  }
  const ends = new Map(series.band.map(([at, low, high]) => [at, [low, high]]))
  const means = new Set(series.means.map(([at]) => at))
  return [
    ...series.means.map(([at, value]) => row('mean', at, value, ends.get(at))),
    ...series.band.flatMap(([at, low, high]) =>
      means.has(at) ? [] : [row('band', at, null, [low, high])],
    ),
    ...series.points.map(([at, value]) => row('run', at, value)),
    ...(series.raw ?? []).map(([at, value]) => row('unsmoothed', at, value)),
  ]
}

function numberOf(value: number, { unit = 1 }: Axis): string {
  return String(unit === 1 ? value : Number((value / unit).toPrecision(12)))
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
