import { formatMarkdown } from '#comparison'
import { changeWords } from '../changes.ts'
import type { PanelPart, TablePart } from '../content.ts'
import { provenanceLine } from '../provenance-words.ts'
import type { ReportDocument, ShownPanel } from './document.ts'

/** A picture of a report, as a file beside it. */
export interface Asset {
  readonly name: string
  readonly svg: string
}

/**
 * The text with every panel written out; all else stays as it was typed.
 * @param folder where the pictures will lie, seen from the text
 */
export function reportMarkdown(
  { name, text, panels }: ReportDocument,
  folder: string,
): { text: string; assets: Asset[] } {
  const assets: Asset[] = []
  const place = (svg: string): string => {
    const file = `figure-${assets.length + 1}.svg`
    assets.push({ name: file, svg })
    return `${folder}/${file}`.replace(/[ ()<>\\]/g, encodeURIComponent)
  }
  let [written, last] = ['', 0]
  for (const panel of panels) {
    written += text.slice(last, panel.from) + panelMarkdown(panel, text, place)
    last = panel.to
  }
  const body = written + text.slice(last)
  return { text: `# ${plain(name)}\n\n${body.trimEnd()}\n`, assets }
}

function panelMarkdown(panel: ShownPanel, text: string, place: (svg: string) => string): string {
  const { content, problem, frozenAt, changes, from, to } = panel
  if (!content)
    return `> ${plain(problem ?? 'There is nothing to show.')}\n\n${text.slice(from, to)}`
  const parts = content.parts.map((part) => partMarkdown(part, place))
  const changed = changes?.map((change) => `- ${plain(changeWords(change))}`).join('\n') ?? ''
  const since = changed === '' ? [] : [`Changed since it was frozen:\n\n${changed}`]
  const line = `*${plain(provenanceLine(content.provenance, frozenAt))}*`
  return [`**${plain(content.title)}**`, ...parts, line, ...since].join('\n\n')
}

function partMarkdown(part: PanelPart, place: (svg: string) => string): string {
  switch (part.is) {
    case 'table':
      return tableMarkdown(part)
    case 'drawing':
      return `![${plain(part.summary)}](${place(part.svg)})`
    case 'words':
      return part.tone === 'warning' ? `> ${plain(part.text)}` : plain(part.text)
  }
}

function tableMarkdown({ head, rows }: TablePart): string {
  const cells = [head, ...rows].map((row) => row.map(inCell))
  return formatMarkdown(cells).trimEnd()
}

/** In a cell a backslash is doubled by who writes the table, so signs become entities. */
const inCell = (words: string): string =>
  words.replace(/[*`[\]<>]/g, (sign) => `&#${sign.codePointAt(0)};`)

/** Words that mean nothing to a reader of Markdown. */
function plain(words: string): string {
  return words.replace(/[*_`[\]<>]/g, '\\$&').replace(/\s+/g, ' ')
}
