import { marginOf, type Margin } from './axes.ts'
import type { Figure } from './figure.ts'
import { pointsPerCm, type Layout } from './layout.ts'
import { drawLegend, placeLegend } from './legend.ts'
import { letter, widthOf } from './lettering.ts'
import { ink } from './palette.ts'
import { drawPanel } from './panel.ts'
import { penOf, type Pen } from './pen.ts'
import { element, escape, round } from './svg.ts'

/**
 * A figure for print: a stand-alone SVG document of that many cm on a light ground, its words as
 * outlines. Equal figures give equal text.
 */
export function drawFigure(figure: Figure, layout: Layout): string {
  const pen = penOf(layout)
  const [width, height] = [layout.width * pointsPerCm, layout.height * pointsPerCm]
  const edge = 0.4 * pen.font
  const head = drawHead(figure, { left: edge, top: edge, width: width - 2 * edge }, pen)
  const foot = wrap(figure.caption, width - 2 * edge, small * pen.font)
  const bottom = height - edge - foot.length * 1.35 * pen.font
  const caption = foot.map((line, i) =>
    letter(line, {
      ...{ x: edge, y: bottom + (i + 1) * 1.35 * pen.font - 0.2 * pen.font },
      ...{ size: small * pen.font, fill: ink.faint },
    }),
  )
  const body = { left: edge, top: head.bottom, right: width - edge, bottom }
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...{ width: `${round(layout.width)}cm`, height: `${round(layout.height)}cm`, role: 'img' },
      viewBox: `0 0 ${round(width)} ${round(height)}`,
    },
    element('title', {}, escape(figure.title === '' ? nameOf(figure) : figure.title)),
    element('desc', {}, escape(descriptionOf(figure))),
    element('rect', { width, height, fill: ink.ground }),
    head.drawn,
    ...drawPanels(figure, body, pen),
    ...caption,
  )}\n`
}

const small = 0.9

/** What a figure without a title is called: "accuracy over perturbation radius ε". */
function nameOf({ rows }: Figure): string {
  const [panel] = rows.flat()
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
  const margin = marginOf(figure.rows.flat(), pen)
  const cell = {
    width: (room.right - room.left) / columns,
    height: (room.bottom - room.top) / figure.rows.length,
  }
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

/** Words in lines no wider than `width`; one word that is wider has a line of its own. */
function wrap(
  words: string,
  width: number,
  size: number,
  weight: 'regular' | 'strong' = 'regular',
): string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/).filter((one) => one !== '')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || widthOf(longer, size, weight) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}
