import type { Figure, Series } from './figure.ts'
import { letter, widthOf } from './lettering.ts'
import { ink } from './palette.ts'
import { strokeOf, type Pen } from './pen.ts'
import { mark } from './shape.ts'
import { element } from './svg.ts'

interface Placed {
  readonly series: Series
  readonly x: number
  readonly y: number
}

/** Each label once, in lines no wider than `width`. */
export function placeLegend(
  { rows }: Figure,
  width: number,
  pen: Pen,
): { entries: Placed[]; height: number } {
  const all = rows.flat().flatMap(({ series }) => series)
  const unique = [...new Map(all.toReversed().map((one) => [one.label, one])).values()].reverse()
  const lineHeight = 1.55 * pen.font
  let [x, line] = [0, 0]
  const entries = unique.map((series) => {
    const wide = swatchOf(series, pen) + 0.5 * pen.font + widthOf(series.label, pen.font)
    if (x > 0 && x + wide > width) [x, line] = [0, line + 1]
    const placed = { series, x, y: line * lineHeight }
    x += wide + 1.5 * pen.font
    return placed
  })
  return { entries, height: entries.length === 0 ? 0 : (line + 1) * lineHeight }
}

/** How long a line is shown; a mark alone takes its own width. */
function swatchOf({ line }: Series, { font, mark: size }: Pen): number {
  return line === 'none' ? 1.3 * size : 2.3 * font
}

export function drawLegend(
  entries: readonly Placed[],
  left: number,
  top: number,
  pen: Pen,
): string {
  return entries
    .map(({ series, x, y }) => {
      const { label, shape, colour, line, marks } = series
      const [from, middle] = [left + x, top + y + 0.75 * pen.font]
      const long = swatchOf(series, pen)
      const [paint, size] = [pen.colour(colour), line === 'none' ? 1.2 * pen.mark : pen.mark]
      const rule = { x1: from, x2: from + long, y1: middle, y2: middle }
      return [
        line === 'none' ? '' : element('line', { ...rule, ...strokeOf(pen, line, paint) }),
        marks === 'none' ? '' : mark(shape, from + long / 2, middle, size, paint),
        letter(label, {
          ...{ x: from + long + 0.5 * pen.font, y: middle + 0.36 * pen.font },
          ...{ size: pen.font, fill: ink.text },
        }),
      ].join('')
    })
    .join('')
}
