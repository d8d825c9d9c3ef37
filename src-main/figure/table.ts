import type { Table } from './figure.ts'
import { letter, widthOf } from './lettering.ts'
import { ink } from './palette.ts'
import type { Pen } from './pen.ts'
import { element } from './svg.ts'
import { wrap } from './wrap.ts'

/** A table as it is drawn: how wide its columns are, and its cells in lines. */
export interface LaidTable {
  readonly size: number
  readonly columns: readonly number[]
  readonly head: readonly (readonly string[])[]
  readonly rows: readonly (readonly (readonly string[])[])[]
  readonly height: number
  /** Whether it stays in its width: the smallest letters are too wide for some. */
  readonly fits: boolean
}

const leading = 1.3
/** Between two columns, and above and below a row, in sizes of a letter. */
const [gap, air] = [1.2, 0.35]
/** Shares of the letters' size that are tried one after the other until all columns fit. */
const sizes = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5]
/** What a row is called stays in one line at the cost of letters down to this size. */
const [mostOfNames, leastForNames] = [0.24, 0.8]

/** A table in a width: first its words are broken into lines, then its letters get smaller. */
export function layTable({ head, rows }: Table, width: number, { font }: Pen): LaidTable {
  const cells = [head, ...rows]
  const tried = (share: number, isNameWhole: boolean) => {
    const size = share * font
    const room = width - (head.length - 1) * gap * size
    const most = head.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at], size))))
    const least = head.map((_, at) => Math.max(...cells.map((row) => leastOf(row[at], size))))
    if (isNameWhole) least[0] = Math.max(least[0], Math.min(most[0], mostOfNames * width))
    return { size, columns: shared(least, most, room), fits: sum(least) <= room }
  }
  const laid = [
    ...sizes.filter((share) => share >= leastForNames).map((share) => tried(share, true)),
    ...sizes.map((share) => tried(share, false)),
  ]
  const { size, columns, fits } = laid.find((one) => one.fits) ?? laid[laid.length - 1]
  const inLines = (row: readonly string[]) =>
    row.map((cell, at) => (isNumber(cell) ? [cell] : wrap(cell, columns[at] + 0.01, size)))
  const lines = { head: inLines(head), rows: rows.map(inLines) }
  const height = sum([lines.head, ...lines.rows].map((row) => heightOf(row, size)))
  return { size, columns, fits, ...lines, height: height + 0.4 * size }
}

/** With three rules, as books set tables; words are flush left, numbers flush right. */
export function drawTable(table: LaidTable, left: number, top: number, pen: Pen): string {
  const { size, columns, head, rows } = table
  const starts = columns.map((_, at) => left + sum(columns.slice(0, at)) + at * gap * size)
  const width = sum(columns) + (columns.length - 1) * gap * size
  const rule = (y: number, weight: number) =>
    element('line', {
      ...{ x1: left, x2: left + width, y1: y, y2: y },
      ...{ stroke: ink.text, 'stroke-width': weight * pen.hair },
    })
  const isRight = columns.map((_, at) => at > 0 && rows.every((row) => row[at].every(isNumber)))
  let y = top
  const drawn = [rule(y, 1.8)]
  for (const [i, row] of [head, ...rows].entries()) {
    const from = y + air * size
    // A heading stands on the rule below it.
    const deepest = Math.max(...row.map((cell) => cell.length))
    for (const [at, cell] of row.entries()) {
      const skipped = i === 0 ? deepest - cell.length : 0
      for (const [line, words] of cell.entries())
        drawn.push(
          letter(words, {
            x: isRight[at] ? starts[at] + columns[at] : starts[at],
            y: from + (skipped + line) * leading * size + 0.95 * size,
            ...{ size, fill: ink.text, anchor: isRight[at] ? 'end' : 'start' },
            weight: i === 0 ? 'strong' : 'regular',
          }),
        )
    }
    y += heightOf(row, size)
    if (i === 0) drawn.push(rule(y, 1))
  }
  return [...drawn, rule(y, 1.8)].join('')
}

function heightOf(row: readonly (readonly string[])[], size: number): number {
  return (Math.max(...row.map((cell) => cell.length)) * leading + 2 * air) * size
}

/** The widest word, for words may be broken between; a number stays in one line. */
function leastOf(cell: string, size: number): number {
  const words = isNumber(cell) ? [cell] : cell.split(/\s+/)
  return Math.max(0, ...words.map((word) => widthOf(word, size, 'strong')))
}

/** What room is left goes to the columns that want it, each in proportion to what it lacks. */
function shared(least: readonly number[], most: readonly number[], room: number): number[] {
  const lacking = least.map((width, at) => Math.max(0, most[at] - width))
  const share = Math.min(1, Math.max(0, room - sum(least)) / (sum(lacking) || 1))
  return least.map((width, at) => width + share * lacking[at])
}

const one = String.raw`(?:< )?[+−-]?[\d.,]+(?: × 10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?`
const spread = String.raw`( ?(s|%))?( ± [\d.,]+( s)?)?( \(n=\d+\))?`
const numbers = new RegExp(`^([–—]|${one}(${spread}| to ${one}| \\[${one}, ${one}\\]))$`)

/** "0.913 ± 0.012 (n=3)", "612 s", "12 to 31", "+.11 [−.02, +.24]", "4 × 10⁻⁵", a dash. */
function isNumber(cell: string): boolean {
  return numbers.test(cell)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
