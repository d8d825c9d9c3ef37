import { formatLatex, formatMarkdown } from '#comparison'
import { drawFigure, figureCsv, figureSize, type Figure } from '#figure'
import { measureRows, parallelAxes, type DrawnFigure, type FigureSpec } from '#contract'
import { CuspError } from '#errors'
import { compareRuns } from '../comparison/index.ts'
import type { Desk } from '../desk.ts'
import { groupsOf, shownGroups } from './groups.ts'
import { plotOf, type Plotted } from './plots.ts'

/** A figure drawn, but for the PNG, which is made of its SVG. */
export type DrawnParts = Omit<DrawnFigure, 'png'>

type NamedRun = DrawnFigure['missing'][number]

/**
 * A saved figure, drawn anew from what its runs have now.
 * @throws CuspError `figure.unknown`, and as `drawSpec`.
 */
export function drawStored(
  desk: Desk,
  id: string,
): DrawnParts & { readonly name: string; readonly spec: FigureSpec } {
  const row = desk.store.figures.get(id)
  if (!row) throw unknownFigure(id)
  const spec = JSON.parse(row.spec) as FigureSpec
  return { name: row.name, spec, ...drawSpec(desk, spec, row.runs) }
}

export function unknownFigure(id: string): CuspError {
  return new CuspError('figure.unknown', `No saved figure has the id "${id}".`, { place: 'id' })
}

/**
 * Draws what a spec describes. Runs that are gone are named and the rest is drawn, with the n that is
 * left; the same runs with the same numbers give the same bytes.
 * @param names of runs that may be gone
 * @throws CuspError `figure.empty` where nothing is left to draw, `run.unknown` where no run is there.
 */
export function drawSpec(
  desk: Desk,
  spec: FigureSpec,
  names: readonly NamedRun[] = [],
): DrawnParts {
  const { figure, comparison, groups, missing } = figureOf(desk, spec, names)
  const { fits, ...size } = figureSize(figure, spec.layout)
  const warnings = comparison.warnings.map(({ text }) => text)
  return {
    svg: drawFigure(figure, spec.layout),
    csv: figureCsv(figure),
    ...{ size, texts: textsOf(figure), missing },
    warnings: fits ? warnings : [tooWide, ...warnings],
    groups: groups.map(({ id, label, runs }) => ({ id, label, runs: [...runs] })),
    metrics: comparison.metrics,
    curves: comparison.curves.map(({ over, label }) => ({ over, label })),
    heatmaps: comparison.heatmaps.map(({ label }) => label),
    axes: parallelAxes(comparison).map(({ key, title }) => ({ key, title })),
    measures: measureRows(comparison).map(({ measure: { key, title } }) => ({ key, title })),
  }
}

const tooWide = 'The table is wider than the figure; leave out columns, or make the figure wider.'

function textsOf({ table }: Figure): DrawnFigure['texts'] {
  if (!table) return null
  const rows = [table.head, ...table.rows]
  return { markdown: formatMarkdown(rows), latex: formatLatex(rows) }
}

/** What `drawSpec` draws, as data; it throws alike. */
export function figureOf(desk: Desk, spec: FigureSpec, names: readonly NamedRun[] = []) {
  const { present, missing } = partition(desk, spec, names)
  const comparison = compareRuns(desk, {
    ...{ runs: present, grouping: spec.grouping, baseline: baselineIn(spec, present) },
  })
  const groups = groupsOf(comparison, spec)
  const shown = shownGroups(groups, spec)
  if (shown.length === 0) {
    const message = 'hidden: every group is left out; show one.'
    throw new CuspError('figure.empty', message, { place: 'hidden' })
  }
  const plotted = plotOf({ desk, spec, comparison, groups: shown })
  const figure = composed(spec, plotted, missing)
  return { figure, comparison, groups, missing }
}

/** The one that is asked for, unless it is gone. */
function baselineIn({ plot }: FigureSpec, present: readonly string[]): string | undefined {
  return plot.kind === 'mcnemar' ? present.find((id) => id === plot.against) : undefined
}

function composed(
  { title, caption, y, runs }: FigureSpec,
  { panels, note, table }: Plotted,
  missing: readonly NamedRun[],
): Figure {
  const gone = missing.map(({ id }) => id)
  const kept = runs.filter((id) => !gone.includes(id))
  const without = gone.length === 0 ? '' : ` Without ${gone.join(', ')}, which are gone.`
  return {
    ...{ title, caption, note },
    source: `Drawn by Cusp from runs ${kept.join(', ')}.${without}`,
    rows: panels.map((panel) => [
      y && !panel.cells && !panel.uprights
        ? { ...panel, y: { label: panel.y.label, ...y } }
        : panel,
    ]),
    ...(table && { table }),
  }
}

function partition({ store }: Desk, spec: FigureSpec, names: readonly NamedRun[]) {
  const nameOf = (id: string): string =>
    store.runs.get(id)?.name ?? names.find((one) => one.id === id)?.name ?? id
  const isThere = (id: string): boolean => store.runs.get(id)?.deletedAt === null
  const ids = [...new Set(spec.runs)]
  const present = ids.filter(isThere)
  const missing = ids.filter((id) => !isThere(id)).map((id) => ({ id, name: nameOf(id) }))
  if (present.length > 0) return { present, missing }
  const list = missing.map(({ id, name }) => (id === name ? id : `"${name}" (${id})`)).join(', ')
  throw new CuspError('run.unknown', `runs: none is there any more: ${list}.`, { place: 'runs' })
}
