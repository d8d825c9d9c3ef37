import type { Line } from './figure.ts'
import { pointsPerCm, type Layout } from './layout.ts'
import { colourOf } from './palette.ts'

/** What everything is drawn with: sizes in points, all of them following the letters'. */
export interface Pen {
  readonly font: number
  /** Width of a line of data. */
  readonly line: number
  /** Width of axes and ticks. */
  readonly hair: number
  /** Across a mark. */
  readonly mark: number
  colour(index: number): string
}

export function penOf({ font, palette, width }: Layout): Pen {
  // Marks do not grow with the letters of a small figure beyond what it can hold.
  const scale = Math.min(font, (width * pointsPerCm) / 24) / 8
  return {
    font,
    line: 1.1 * scale,
    hair: 0.5 * scale,
    mark: 4.6 * scale,
    colour: (index) => colourOf(index, palette),
  }
}

/** Lengths of dashes and gaps, in widths of the line. */
const dashes: Readonly<Record<Line, readonly number[]>> = {
  solid: [],
  dashed: [4, 2.5],
  dotted: [1.2, 1.8],
  'dot-dashed': [5, 2, 1.2, 2],
  none: [],
}

/** Attributes of a line of data. */
export function strokeOf(pen: Pen, line: Line, colour: string): Record<string, string | number> {
  const dash = dashes[line].map((length) => Math.round(length * pen.line * 100) / 100)
  return {
    ...{ fill: 'none', stroke: colour, 'stroke-width': pen.line, 'stroke-linejoin': 'round' },
    ...(dash.length > 0 && { 'stroke-dasharray': dash.join(' ') }),
  }
}
