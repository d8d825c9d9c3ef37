import { figureSpecSchema, type FigureSpec } from '#contract'
import { drawFigure, figureCsv, type Figure } from '#figure'
import type { PanelContent, PanelPart, PanelSpec } from '#report'
import type { Desk } from '../desk.ts'
import { figureOf, unknownFigure } from '../figure/index.ts'
import { provenanceOf } from './provenance.ts'
import { twinOf } from './twin.ts'

type Of<Kind> = Extract<PanelSpec, { panel: Kind }>
type Names = Parameters<typeof figureOf>[2]

/** A saved figure, drawn anew. */
export function figurePanel(
  desk: Desk,
  { figure: id, title }: Of<'figure'>,
  at: number,
): PanelContent {
  const row = desk.store.figures.get(id)
  if (!row) throw unknownFigure(id)
  const spec = JSON.parse(row.spec) as FigureSpec
  return drawn(desk, { spec, names: row.runs, title: title ?? row.name, at })
}

/** The lanes of runs, drawn over their steps. */
export function curriculumPanel(
  desk: Desk,
  { runs, lanes, title }: Of<'curriculum'>,
  at: number,
): PanelContent {
  const plot = { kind: 'curriculum' as const, ...(lanes && { lanes }) }
  const spec = figureSpecSchema.parse({ runs, plot, layout: { width: 16 } })
  return drawn(desk, { spec, names: [], title: title ?? 'Curriculum', at, laneHeight: 2.6 })
}

interface Drawing {
  readonly spec: FigureSpec
  readonly names: Names
  readonly title: string
  readonly at: number
  /** Of each row of plots, in cm; without it the spec's layout holds. */
  readonly laneHeight?: number
}

function drawn(desk: Desk, { spec, names, title, at, laneHeight }: Drawing): PanelContent {
  const { figure, comparison, missing } = figureOf(desk, spec, names)
  const height = laneHeight && 1.2 + laneHeight * figure.rows.length
  const layout = { ...spec.layout, ...(height && { height }) }
  const warnings = [
    ...missing.map(({ id, name }) => `${name} (${id}) is gone, so it is drawn without it.`),
    ...comparison.warnings.map(({ text }) => text),
  ]
  const twin = twinOf(figure)
  const remarks = warnings.map((text): PanelPart => ({ is: 'words', tone: 'warning', text }))
  const provenance = provenanceOf(desk, spec.runs, at)
  if (figure.table) return { title, parts: [twin, ...noteOf(figure), ...remarks], provenance }
  const what = figure.rows.flat().map((panel) => `${panel.y.label} over ${panel.x.label}`)
  const who = [...new Set(figure.rows.flat().flatMap(({ series }) => series.map((s) => s.label)))]
  const summary = `${[...new Set(what)].join('; ')}, of ${who.join(', ')}. ${figure.note ?? ''}`
  const drawing: PanelPart = {
    ...{ is: 'drawing', svg: drawFigure(figure, layout), csv: figureCsv(figure) },
    ...{ summary: summary.trim(), twin },
  }
  return {
    title,
    parts: [drawing, ...remarks],
    provenance,
  }
}

/** What the numbers of a table are; a drawing has it in itself. */
function noteOf({ note = '', caption }: Figure): PanelPart[] {
  return [note, caption].flatMap((text) =>
    text === '' ? [] : { is: 'words', tone: 'plain', text },
  )
}
