/** Cells row by row; the first row is the heading. */
type Table = readonly (readonly string[])[]

/** RFC 4180, with a line feed at the end of each record. */
export function formatCsv(table: Table): string {
  return table.map((row) => `${row.map(csvCell).join(',')}\n`).join('')
}

/**
 * A cell as CSV. A text that a spreadsheet would run as a formula gets an apostrophe before it;
 * numbers, which may begin with a sign, stay numbers.
 */
function csvCell(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text))
  const safe = isFormula ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table of GitHub's Markdown: the first column flush left, numbers flush right. */
export function formatMarkdown(table: Table): string {
  const [head, ...body] = table
  const line = (row: readonly string[]) =>
    `| ${row.map((cell) => cell.replace(/[\\|]/g, '\\$&').replace(/\s+/g, ' ')).join(' | ')} |\n`
  const rule = `| ${head.map((_, i) => (i === 0 ? '---' : '---:')).join(' | ')} |\n`
  return line(head) + rule + body.map(line).join('')
}

const latexSigns: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '±': '$\\pm$',
  '→': '$\\to$',
  '°': '$^\\circ$',
  ε: '$\\varepsilon$',
  '×': '$\\times$',
  '−': '$-$',
  '–': '--',
  '—': '---',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  '∞': '$\\infty$',
}

/** A `tabular` with rules of the booktabs package. */
export function formatLatex(table: Table): string {
  const [head, ...body] = table
  const line = (row: readonly string[]) => `${row.map(latexWords).join(' & ')} \\\\\n`
  const columns = `l${'r'.repeat(Math.max(0, head.length - 1))}`
  return [
    `\\begin{tabular}{${columns}}\n\\toprule\n`,
    `${line(head)}\\midrule\n`,
    ...body.map(line),
    '\\bottomrule\n\\end{tabular}\n',
  ].join('')
}

/** Words as LaTeX takes them. */
export function latexWords(text: string): string {
  return text.replace(/[#$%&_{}]|[\\~^±→°ε×−–—≤≥∞]/g, (sign) => latexSigns[sign] ?? `\\${sign}`)
}
