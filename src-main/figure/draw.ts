import { marginOf, type Margin } from './axes.ts'
import type { Figure, Table } from './figure.ts'
import { pointsPerCm, type Layout } from './layout.ts'
import { drawLegend, placeLegend } from './legend.ts'
import { letter } from './lettering.ts'
import { ink } from './palette.ts'
import { drawPanel } from './panel.ts'
import { penOf, type Pen } from './pen.ts'
import { element, escape, round } from './svg.ts'
import { drawTable, layTable } from './table.ts'
import { uprightMargin } from './uprights.ts'
import { wrap } from './wrap.ts'

/**
 * A figure for print: a stand-alone SVG document of that many cm on a light ground, its words as
 * outlines. Equal figures give equal text.
 */
export function drawFigure(figure: Figure, layout: Layout): string {
  const pen = penOf(layout)
  const { width, height, edge, head, foot } = placed(figure, layout, pen)
  const bottom = height - edge - foot.length * lineOfCaption * pen.font
  const caption = foot.map((line, i) =>
    letter(line, {
      ...{ x: edge, y: bottom + (i + 1) * lineOfCaption * pen.font - 0.2 * pen.font },
      ...{ size: small * pen.font, fill: ink.faint },
    }),
  )
  const body = { left: edge, top: head.bottom, right: width - edge, bottom }
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...{ width: `${round(layout.width)}cm`, height: `${inCm(height)}cm`, role: 'img' },
      viewBox: `0 0 ${round(width)} ${round(height)}`,
    },
    element('title', {}, escape(figure.title === '' ? nameOf(figure) : figure.title)),
    element('desc', {}, escape(descriptionOf(figure))),
    element('rect', { width, height, fill: ink.ground }),
    head.drawn,
    ...(figure.table ? [tableIn(figure.table, body, pen)] : drawPanels(figure, body, pen)),
    ...caption,
  )}\n`
}

const small = 0.9
/** In sizes of a letter. */
const lineOfCaption = 1.35

/**
 * How large a figure is in the end, in cm: a table is as high as its words need, and whether its
 * columns stay within its width.
 */
export function figureSize(figure: Figure, layout: Layout) {
  const { width } = layout
  if (!figure.table) return { width, height: layout.height, fits: true }
  const { height, table } = placed(figure, layout, penOf(layout))
  return { width, height: Number(inCm(height)), fits: table?.fits ?? true }
}

function inCm(points: number): string {
  return round(points / pointsPerCm)
}

/** Everything around the body, and the whole figure's size, in points. */
function placed(figure: Figure, layout: Layout, pen: Pen) {
  const width = layout.width * pointsPerCm
  const edge = 0.4 * pen.font
  const head = drawHead(figure, { left: edge, top: edge, width: width - 2 * edge }, pen)
  const foot = wrap(figure.caption, width - 2 * edge, small * pen.font)
  const below = edge + foot.length * lineOfCaption * pen.font
  const table = figure.table && layTable(figure.table, width - 2 * edge, pen)
  const height = table ? head.bottom + table.height + below : layout.height * pointsPerCm
  return { width, height, edge, head, foot, table }
}

function tableIn(table: Table, { left, right, top }: Margin, pen: Pen): string {
  return drawTable(layTable(table, right - left, pen), left, top, pen)
}

/** What a figure without a title is called: "accuracy over perturbation radius ε". */
function nameOf({ rows, table }: Figure): string {
  const [panel] = rows.flat()
  if (table) return table.head.slice(1).join(', ')
  return panel ? `${panel.y.label} over ${panel.x.label}` : 'Figure'
}

function descriptionOf({ caption, note = '', source = '' }: Figure): string {
  return [caption, note, source].filter((part) => part !== '').join(' ')
}

/** Title, legend and what the bands are, one below the other. */
function drawHead(
  figure: Figure,
  { left, top, width }: { left: number; top: number; width: number },
  pen: Pen,
): { drawn: string; bottom: number } {
  let at = top
  const parts: string[] = []
  const lines = (words: string, size: number, weight: 'regular' | 'strong', fill: string) => {
    for (const line of wrap(words, width, size, weight)) {
      parts.push(letter(line, { x: left, y: at + size, size, weight, fill }))
      at += 1.4 * size
    }
  }
  if (figure.title !== '') lines(figure.title, 1.15 * pen.font, 'strong', ink.text)
  const legend = placeLegend(figure, width, pen)
  parts.push(drawLegend(legend.entries, left, at, pen))
  at += legend.height
  if (figure.note) lines(figure.note, small * pen.font, 'regular', ink.faint)
  return { drawn: parts.join(''), bottom: at + 0.3 * pen.font }
}

/** Panels of equal plots in the room that is left. */
function drawPanels(figure: Figure, room: Margin, pen: Pen): string[] {
  const columns = Math.max(1, ...figure.rows.map((row) => row.length))
  const cell = {
    width: (room.right - room.left) / columns,
    height: (room.bottom - room.top) / figure.rows.length,
  }
  const uprights = figure.rows.flat().at(0)?.uprights
  const margin = uprights
    ? uprightMargin(uprights, pen, cell.width)
    : marginOf(figure.rows.flat(), pen)
  // A figure too low for its words still has a plot, if one that runs out of the page.
  const plot = {
    width: Math.max(2 * pen.font, cell.width - margin.left - margin.right),
    height: Math.max(2 * pen.font, cell.height - margin.top - margin.bottom),
  }
  return figure.rows.flatMap((row, i) =>
    row.map((panel, j) => {
      const left = room.left + j * cell.width + margin.left
      const top = room.top + i * cell.height + margin.top
      return drawPanel(panel, { left, top, ...plot }, pen)
    }),
  )
}
