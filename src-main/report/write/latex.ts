import { formatLatex } from '#comparison'
import { provenanceLine } from '../provenance-words.ts'
import type { TablePart } from '../content.ts'
import type { ReportDocument } from './document.ts'

/** Every table of a report as a LaTeX `tabular` (booktabs), each under a comment that says whence. */
export function reportLatex({ name, panels }: ReportDocument): string {
  const tables = panels.flatMap(({ content, frozenAt }) => {
    if (!content) return []
    const from = provenanceLine(content.provenance, frozenAt)
    return content.parts.flatMap((part) => {
      const table: TablePart[] =
        part.is === 'table' ? [part] : part.is === 'drawing' ? [part.twin] : []
      return table.map((one) => tableLatex(content.title, one, from))
    })
  })
  const none = '% This report has no panel with a table.\n'
  const head = `% Tables of "${comment(name)}"; they need the packages booktabs and, for signs, amsmath.\n`
  return head + (tables.length === 0 ? none : `\n${tables.join('\n')}`)
}

function tableLatex(title: string, { caption, head, rows }: TablePart, from: string): string {
  const said = caption === '' || caption === title ? title : `${title}: ${caption}`
  return `% ${comment(said)}\n% ${comment(from)}\n${formatLatex([head, ...rows])}`
}

/** A comment ends with its line. */
const comment = (text: string): string => text.replace(/[\r\n]+/g, ' ')
