import { malformed } from './refusal.ts'

const longestCell = 4096
const mostColumns = 16

/**
 * Rows of a CSV document (RFC 4180: commas, quotes doubled inside quotes, CRLF or LF), each with the
 * line it begins at.
 * @throws CuspError `dataset.malformed` with the line, on quotes that do not close, and beyond 16
 *   columns, 4096 characters a cell or `mostRows` rows.
 */
export function parseCsv(
  text: string,
  file: string,
  mostRows: number,
): { readonly line: number; readonly cells: readonly string[] }[] {
  const rows: { line: number; cells: string[] }[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y
  let row = { line: 1, cells: [] as string[] }
  let line = 1
  cell.lastIndex = text.startsWith('\ufeff') ? 1 : 0
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text)
    if (!match)
      throw malformed(file, `line ${line} has a quote that is not closed or not at an end`)
    const [whole, quoted, bare, end] = match
    const value = quoted === undefined ? bare : quoted.replaceAll('""', '"')
    if (value.length > longestCell || row.cells.length === mostColumns) {
      throw malformed(
        file,
        `line ${line} has more than ${mostColumns} columns or ${longestCell} characters a cell`,
      )
    }
    row.cells.push(value)
    line += whole.split('\n').length - 1
    if (end === ',' && cell.lastIndex < text.length) continue
    if (end === ',') row.cells.push('')
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row)
    if (rows.length > mostRows) throw malformed(file, `has more than ${mostRows} rows`)
    row = { line, cells: [] }
  }
  return rows
}
