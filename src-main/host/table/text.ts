import type { Cell, ExportFormat } from '#contract'

/** A table as it is written: texts and numbers under headings. */
export interface TextTable {
  readonly fields: readonly string[]
  readonly measures: readonly string[]
  readonly grouped: boolean
  readonly rows: readonly {
    readonly fields: readonly string[]
    readonly cells: readonly (Cell | null)[]
  }[]
}

/** A table as text to paste: numbers whole in CSV, as people read them elsewhere. */
export function formatTable(table: TextTable, format: ExportFormat): string {
  switch (format) {
    case 'csv':
      return csv(table)
    case 'markdown':
      return markdown(table)
    case 'latex':
      return latex(table)
  }
}

/** As RFC 4180 has it; a group's number is three columns: mean, standard deviation, runs. */
function csv({ fields, measures, grouped, rows }: TextTable): string {
  const heads = measures.flatMap((name) => (grouped ? [name, `${name} sd`, `${name} n`] : [name]))
  const numbers = (cell: Cell | null) => {
    if (!grouped) return [cell ? String(cell.value) : '']
    return cell ? [String(cell.value), String(cell.sd ?? ''), String(cell.count)] : ['', '', '']
  }
  const lines = [
    [...fields, ...heads],
    ...rows.map((row) => [...row.fields, ...row.cells.flatMap(numbers)]),
  ]
  return `${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`
}

function csvCell(text: string): string {
  // A spreadsheet would compute what begins like a formula; an apostrophe keeps it a text.
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function markdown({ fields, measures, rows }: TextTable): string {
  const escaped = (text: string) => text.replace(/[\\|]/g, '\\$&').replace(/\s+/g, ' ')
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line([...fields, ...measures].map(escaped)),
    line([...fields.map(() => ':--'), ...measures.map(() => '--:')]),
    ...rows.map((row) =>
      line([...row.fields.map(escaped), ...row.cells.map((cell) => readable(cell, ' ± '))]),
    ),
    '',
  ].join('\n')
}

/** For the booktabs package. */
function latex({ fields, measures, rows }: TextTable): string {
  const line = (cells: readonly string[]) => `  ${cells.join(' & ')} \\\\`
  const number = (cell: Cell | null) => {
    const text = readable(cell, ' \\pm ')
    return cell ? `$${text.replace(/ \(n=(\d+)\)/, '\\;(n=$1)')}$` : '--'
  }
  return [
    `\\begin{tabular}{${'l'.repeat(fields.length)}${'r'.repeat(measures.length)}}`,
    '  \\toprule',
    line([...fields, ...measures].map(texEscaped)),
    '  \\midrule',
    ...rows.map((row) => line([...row.fields.map(texEscaped), ...row.cells.map(number)])),
    '  \\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n')
}

const texSpecial: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
}

function texEscaped(text: string): string {
  return text.replace(/[\\~^<>|{}$&#_%]/g, (sign) => texSpecial[sign] ?? `\\${sign}`)
}

/** `0.873 ± 0.004 (n=5)`; of one run the value alone. */
function readable(cell: Cell | null, between: string): string {
  if (!cell) return '–'
  const digits = Math.abs(cell.value) >= 1000 ? 0 : 3
  const value = cell.value.toFixed(digits)
  if (cell.sd === null) return cell.count > 1 ? `${value} (n=${cell.count})` : value
  return `${value}${between}${cell.sd.toFixed(digits)} (n=${cell.count})`
}
