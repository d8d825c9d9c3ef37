import { changeWords } from '../changes.ts'
import { numberColumns, type PanelContent, type PanelPart, type TablePart } from '../content.ts'
import { provenanceFacts } from '../provenance-words.ts'
import type { ShownPanel } from './document.ts'
import { escape } from './escape.ts'

/** A panel as a figure of HTML: title, parts, and the line that says where its numbers come from. */
export function panelHtml({ content, problem, frozenAt, changes }: ShownPanel): string {
  if (!content) return `<p class="problem">${escape(problem ?? 'There is nothing to show.')}</p>`
  const changed = (changes ?? []).map((change) => `<li>${escape(changeWords(change))}</li>`)
  const since =
    changed.length === 0
      ? ''
      : `\n<details><summary>What has changed since it was frozen</summary><ul>${changed.join('')}</ul></details>`
  return `<figure>
<figcaption>${escape(content.title)}</figcaption>
${content.parts.map((part) => partHtml(part, content.title)).join('\n')}
<p class="provenance">${provenanceHtml(content, frozenAt)}</p>${since}
</figure>`
}

function partHtml(part: PanelPart, title: string): string {
  switch (part.is) {
    case 'table':
      return tableHtml(part, title)
    case 'drawing':
      // As a picture, not as markup of this page: whatever an SVG holds, a picture runs nothing.
      return `<img src="data:image/svg+xml,${encodeURIComponent(part.svg).replaceAll("'", '%27')}" alt="${escape(part.summary)}">
<details><summary>The same as a table</summary>${tableHtml(part.twin, title)}</details>`
    case 'words':
      return `<p${part.tone === 'warning' ? ' class="warning"' : ''}>${escape(part.text)}</p>`
  }
}

function tableHtml({ caption, head, rows }: TablePart, title: string): string {
  const said = caption === '' || caption === title ? '' : `<caption>${escape(caption)}</caption>`
  const numbers = numberColumns({ is: 'table', caption, head, rows })
  const side = (i: number) => (numbers[i] ? ' class="right"' : '')
  const top = head
    .map((cell, i) =>
      cell === '' ? '<td></td>' : `<th scope="col"${side(i)}>${escape(cell)}</th>`,
    )
    .join('')
  const body = rows.map((row) => {
    const cells = row
      .slice(1)
      .map((cell, i) => `<td${side(i + 1)}>${escape(kept(cell, numbers[i + 1]))}</td>`)
    return `<tr><th scope="row">${escape(row[0])}</th>${cells.join('')}</tr>`
  })
  return `<div class="wide" tabindex="0"><table>${said}
<thead><tr>${top}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`
}

/** A number and its spread stay on one line; how many it is of may go to the next. */
function kept(cell: string, isNumber: boolean): string {
  return isNumber ? cell.replace(/ (?!\()/g, '\u00a0') : cell
}

function provenanceHtml({ provenance }: PanelContent, frozenAt: number | null): string {
  const runs = provenance.runs.map(
    ({ id, name }) => `<a href="#run-${escape(id)}" title="${escape(name)}">${escape(id)}</a>`,
  )
  const who = runs.length === 0 ? [] : [`${runs.length === 1 ? 'run' : 'runs'} ${runs.join(', ')}`]
  const facts = provenanceFacts(provenance, frozenAt).map(escape)
  return [...who, ...facts].join(' · ')
}
