import type { Figure, Series } from './figure.ts'
import { colourOf, ink } from './palette.ts'
import { mark } from './shape.ts'
import { element, text } from './svg.ts'

/** Px of a letter of the legend, on the average of a sans-serif face at 12 px. */
const letter = 6.6
const swatch = 30
const gap = 18
const lineHeight = 20

interface Placed {
  readonly series: Series
  readonly x: number
  readonly y: number
}

/** Each label once, in lines no wider than `width`. */
export function placeLegend(
  { rows }: Figure,
  width: number,
): { entries: Placed[]; height: number } {
  const all = rows.flat().flatMap(({ series }) => series)
  const unique = [...new Map(all.toReversed().map((one) => [one.label, one])).values()].reverse()
  let [x, line] = [0, 0]
  const entries = unique.map((series) => {
    const wide = swatch + series.label.length * letter + gap
    if (x > 0 && x + wide > width) [x, line] = [0, line + 1]
    const placed = { series, x, y: line * lineHeight }
    x += wide
    return placed
  })
  return { entries, height: entries.length === 0 ? 0 : (line + 1) * lineHeight }
}

export function drawLegend(entries: readonly Placed[], left: number, top: number): string {
  return entries
    .map(({ series: { label, shape, colour, line }, x, y }) => {
      const [from, middle] = [left + x, top + y]
      const stroke = { stroke: colourOf(colour), 'stroke-width': 1.8 }
      const dash = { 'stroke-dasharray': line === 'dashed' ? '5 4' : 'none' }
      const rule =
        line === 'none'
          ? ''
          : element('line', { x1: from, x2: from + 22, y1: middle, y2: middle, ...stroke, ...dash })
      const sign = mark(shape, from + 11, middle, 8, colourOf(colour))
      return (
        rule +
        sign +
        text(label, { x: from + swatch, y: middle + 4, fill: ink.text, 'font-size': 12 })
      )
    })
    .join('')
}
