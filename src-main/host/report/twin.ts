import type { Cells, Figure, Panel, Point, Series, Upright } from '#figure'
import type { TablePart } from '#report'

/** Points of one line that a table for reading shows. */
const mostPoints = 9

/** The numbers of a figure as a table to read: a row for each point, of long lines some evenly chosen. */
export function twinOf({ rows, table }: Figure): TablePart {
  if (table)
    return { is: 'table', caption: '', head: [...table.head], rows: table.rows.map(copied) }
  const panels = rows.flat()
  const [first] = panels
  if (first.uprights) return axesTable(first, first.uprights)
  if (first.cells) return tableOf(first, first.cells)
  const isOne = panels.every((panel) => panel.x.label === first.x.label)
  return {
    ...{ is: 'table', caption: '' },
    head: ['Series', isOne ? first.x.label : 'x', panels.length === 1 ? first.y.label : 'Value'],
    rows: panels.flatMap((panel) =>
      panel.series.flatMap((series) => rowsOf(panel, series, panels.length > 1)),
    ),
  }
}

/** A field as it is drawn: its rows down, its columns across. */
function tableOf({ x, y }: Panel, { columns, values }: Cells): TablePart {
  return {
    ...{ is: 'table', caption: '' },
    head: [`${y.label}, ${x.label}`, ...(x.names ?? [])],
    rows: (y.names ?? []).map((name, row) => [
      name,
      ...values
        .slice(row * columns, (row + 1) * columns)
        .map((value) => (value === null ? '–' : value.toFixed(3).replace('-', '−'))),
    ]),
  }
}

const copied = (row: readonly string[]): string[] => [...row]

/** Lines down, axes across. */
function axesTable({ series }: Panel, uprights: readonly Upright[]): TablePart {
  return {
    ...{ is: 'table', caption: '' },
    head: ['Series', ...uprights.map(({ label }) => label)],
    rows: series.map(({ label, means }) => {
      const values = new Map(means)
      return [label, ...uprights.map((_, place) => wordOrDash(values.get(place)))]
    }),
  }
}

const wordOrDash = (value: number | undefined): string => (value === undefined ? '–' : word(value))

function rowsOf(panel: Panel, series: Series, isNamed: boolean): string[][] {
  const name = isNamed ? `${panel.title || panel.y.label}, ${series.label}` : series.label
  const points: readonly Point[] = series.means.length > 0 ? series.means : series.points
  const ends = new Map(series.band.map(([x, low, high]) => [x, [low, high] as const]))
  return thinned(points).map(([x, y]) => {
    const end = ends.get(x)
    const band = end ? ` (${end.map((one) => word(one, panel.y.unit)).join(' to ')})` : ''
    return [name, word(x, panel.x.unit), word(y, panel.y.unit) + band]
  })
}

function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= mostPoints) return points
  const every = (points.length - 1) / (mostPoints - 1)
  return Array.from({ length: mostPoints }, (_, i) => points[Math.round(i * every)])
}

const word = (value: number, unit = 1): string => String(Number((value / unit).toPrecision(4)))
