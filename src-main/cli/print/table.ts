/** A column of a table: its heading and on which side its cells are flush. */
export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

const gap = '  '

/**
 * Rows under headings, in columns as wide as their widest cell. Cells may carry colour: escape
 * sequences take no room.
 */
export function formatTable(columns: readonly Column[], rows: readonly string[][]): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  )
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => pad(cells[index] ?? '', widths[index] ?? 0, align ?? 'left'))
      .join(gap)
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join(gap)
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n')
}

/** Names and values, one a line, the values flush. */
export function formatPairs(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => widthOf(name)))
  return pairs.map(([name, value]) => `${pad(name, width, 'left')}${gap}${value}`).join('\n')
}

function pad(cell: string, width: number, align: 'left' | 'right'): string {
  const room = ' '.repeat(width - widthOf(cell))
  return align === 'left' ? cell + room : room + cell
}

// The escape character is what a colour begins with.
// eslint-disable-next-line no-control-regex
const colour = /\x1b\[[0-9;]*m/g

function widthOf(text: string): number {
  return [...text.replace(colour, '')].length
}
