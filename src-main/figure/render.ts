import type { Figure } from './figure.ts'
import { drawLegend, placeLegend } from './legend.ts'
import { ink } from './palette.ts'
import { drawPanel } from './panel.ts'
import { element, escape, text } from './svg.ts'

/** Sizes in px. */
export interface Layout {
  /** Of a panel's plot. */
  readonly width: number
  readonly height: number
}

const margin = { left: 64, right: 24, top: 30, bottom: 52 }
const edge = 20

/** A figure as a stand-alone SVG document on a light ground; equal figures give equal text. */
export function renderFigure(figure: Figure, { width, height }: Layout): string {
  const columns = Math.max(...figure.rows.map((row) => row.length))
  const cell = {
    width: margin.left + width + margin.right,
    height: margin.top + height + margin.bottom,
  }
  const whole = 2 * edge + columns * cell.width
  const caption = wrap(figure.caption, Math.floor((whole - 2 * edge) / 5.9))
  const legend = placeLegend(figure, whole - 2 * edge - margin.left)
  const head = edge + 24 + caption.length * 16 + 14
  const body = head + legend.height + 8
  const tall = body + figure.rows.length * cell.height + edge / 2
  const panels = figure.rows.flatMap((row, i) =>
    row.map((panel, j) =>
      drawPanel(panel, {
        left: edge + j * cell.width + margin.left,
        top: body + i * cell.height + margin.top,
        ...{ width, height },
      }),
    ),
  )
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...{ width: whole, height: tall, viewBox: `0 0 ${whole} ${tall}`, role: 'img' },
      'font-family': 'Inter, "Helvetica Neue", Arial, sans-serif',
    },
    element('title', {}, escape(figure.title)),
    element('desc', {}, escape(figure.caption)),
    element('rect', { width: whole, height: tall, fill: ink.ground }),
    text(figure.title, {
      x: edge,
      y: edge + 14,
      fill: ink.text,
      'font-size': 16,
      'font-weight': 600,
    }),
    ...caption.map((line, i) =>
      text(line, { x: edge, y: edge + 36 + i * 16, fill: ink.faint, 'font-size': 12 }),
    ),
    drawLegend(legend.entries, edge, head + 6),
    ...panels,
  )}\n`
}

/** Words in lines of at most `most` letters. */
function wrap(words: string, most: number): string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || longer.length > most) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}
