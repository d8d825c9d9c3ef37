import type { Margin } from './axes.ts'
import type { Panel, Point, Series, Upright } from './figure.ts'
import { letter, widthOf } from './lettering.ts'
import { ink } from './palette.ts'
import { strokeOf, type Pen } from './pen.ts'
import type { Box } from './plot-area.ts'
import { scaleOf } from './scale.ts'
import { mark } from './shape.ts'
import { element, through } from './svg.ts'
import { wrap } from './wrap.ts'

const small = 0.9
/** Of a line of words, in their size. */
const leading = 1.25

/** Room around upright axes that share `width`: each has its words around itself. */
export function uprightMargin(uprights: readonly Upright[], pen: Pen, width: number): Margin {
  const names = namesOf(uprights, pen, width / uprights.length)
  const side = width / uprights.length / 2
  return { left: side, right: side, top: 1.9 * pen.font, bottom: 1.9 * pen.font + names.height }
}

/** Lines over upright axes; a line breaks where its series has no value. */
export function drawUprights(
  panel: Panel,
  uprights: readonly Upright[],
  box: Box,
  pen: Pen,
): string {
  const across = scaleOf(panel.x, box.left, box.left + box.width)
  const up = uprights.map((axis) => scaleOf(axis, box.top + box.height, box.top))
  const placed = ([place, value]: Point) => [across(place), up[place](value)] as const
  const lines = panel.series.map(({ means, line, colour }) =>
    unbroken(means).map((part) =>
      element('path', {
        d: through(part.map(placed)),
        ...strokeOf(pen, line, pen.colour(colour)),
      }),
    ),
  )
  const marks = panel.series.map(({ means, shape, colour }: Series) =>
    means.map((point) => mark(shape, ...placed(point), pen.mark, pen.colour(colour))),
  )
  const width = box.width / Math.max(1, uprights.length - 1)
  return [
    ...uprights.map((axis, place) => drawAxis(axis, across(place), box, pen)),
    drawNames(uprights, across, { width, below: box.top + box.height }, pen),
    ...lines.flat(),
    ...marks.flat(),
  ].join('')
}

function drawAxis({ ends: [foot, top] }: Upright, x: number, box: Box, pen: Pen): string {
  const bottom = box.top + box.height
  const words = { x, size: small * pen.font, fill: ink.faint, anchor: 'middle' } as const
  return [
    element('line', {
      ...{ x1: x, x2: x, y1: box.top, y2: bottom },
      ...{ stroke: ink.frame, 'stroke-width': pen.hair },
    }),
    letter(top, { ...words, y: box.top - 0.55 * pen.font }),
    letter(foot, { ...words, y: bottom + 1.25 * pen.font }),
  ].join('')
}

interface Room {
  /** From one axis to the next. */
  readonly width: number
  /** Where the axes end. */
  readonly below: number
}

function drawNames(
  uprights: readonly Upright[],
  across: (place: number) => number,
  { width, below }: Room,
  pen: Pen,
): string {
  const { lines, size } = namesOf(uprights, pen, width)
  const top = below + 1.6 * pen.font
  const words = { size, fill: ink.text } as const
  return uprights
    .map(({ label }, place) => {
      const x = across(place)
      // Read upwards, ending at the axis.
      if (!lines)
        return letter(label, { ...words, x: x + 0.36 * size, y: top, turn: -90, anchor: 'end' })
      return lines[place]
        .map((line, i) => {
          const y = top + (i + 0.8) * leading * size
          return letter(line, { ...words, x, y, anchor: 'middle' })
        })
        .join('')
    })
    .join('')
}

/** Names of axes in lines no wider than `width`; null lines where a word is, so that they are turned. */
function namesOf(uprights: readonly Upright[], { font }: Pen, width: number) {
  const size = small * font
  const lines = uprights.map(({ label }) => wrap(label, 0.92 * width, size))
  const isFitting = lines.flat().every((line) => widthOf(line, size) <= 0.96 * width)
  if (isFitting) {
    return { lines, size, height: Math.max(...lines.map((of) => of.length)) * leading * size }
  }
  return { lines: null, size, height: Math.max(...uprights.map((u) => widthOf(u.label, size))) }
}

/** The parts of a line whose places follow each other. */
function unbroken(means: readonly Point[]): Point[][] {
  const parts: Point[][] = []
  for (const point of means) {
    const part = parts.at(-1)
    if (part && part[part.length - 1][0] === point[0] - 1) part.push(point)
    else parts.push([point])
  }
  return parts.filter(({ length }) => length > 1)
}
