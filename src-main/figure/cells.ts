import type { Cells } from './figure.ts'
import { letter, widthOf } from './lettering.ts'
import { ink } from './palette.ts'
import type { Box } from './plot-area.ts'
import type { Pen } from './pen.ts'
import { element } from './svg.ts'

/** The strongest a cell is coloured: a number on it is still read, in any palette. */
const strongest = 0.5

/** Fields of a heatmap, each with its number where all of them fit. */
export function drawCells(cells: Cells, { left, top, width, height }: Box, pen: Pen): string {
  const { columns, values, most, above, below } = cells
  const wide = width / columns
  const high = height / (values.length / columns)
  const size = [0.9, 0.8, 0.7]
    .map((share) => share * pen.font)
    .find((one) => 1.2 * one <= high && values.every((v) => widthOf(said(v), one) <= 0.9 * wide))
  const fields = values.map((value, i) => {
    const [x, y] = [left + (i % columns) * wide, top + Math.floor(i / columns) * high]
    const share = most === 0 ? 0 : Math.abs(value ?? 0) / most
    const fill = pen.colour((value ?? 0) < 0 ? below : above)
    const edge = { stroke: ink.ground, 'stroke-width': pen.hair }
    const field = { x, y, width: wide, height: high }
    const words = { x: x + wide / 2, y: y + high / 2, fill: ink.text, anchor: 'middle' } as const
    return [
      element('rect', { ...field, fill, 'fill-opacity': strongest * share, ...edge }),
      size === undefined ? '' : letter(said(value), { ...words, y: words.y + 0.36 * size, size }),
    ].join('')
  })
  // Over the lines of the grid, which would strike the numbers through.
  return [element('rect', { x: left, y: top, width, height, fill: ink.ground }), ...fields].join('')
}

/** "+.031", "−.200", "0": a sign tells what a colour tells. */
function said(value: number | null): string {
  if (value === null) return '–'
  const digits = Math.abs(value).toFixed(3).replace(/^0/, '')
  return Number(digits) === 0 ? '0' : `${value < 0 ? '−' : '+'}${digits}`
}
