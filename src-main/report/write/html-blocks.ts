import type { Block, Inline } from '../tree.ts'
import { escape } from './escape.ts'

/** A report's parts as HTML; `panel` writes the panels. */
export function htmlOfBlocks(blocks: readonly Block[], panel: (place: number) => string): string {
  const levels = levelsIn(blocks)
  return blocks.map((block) => htmlOf(block, panel, levels)).join('\n')
}

/** The levels of headings, from the highest: a reader who skips one must not meet a gap. */
export function levelsIn(blocks: readonly Block[]): number[] {
  const levels = blocks.flatMap((block) => (block.is === 'heading' ? [block.level] : []))
  return [...new Set(levels)].sort((a, b) => a - b)
}

function htmlOf(block: Block, panel: (place: number) => string, levels: readonly number[]): string {
  switch (block.is) {
    case 'heading': {
      // The report's name is the one heading of the first level.
      const name = `h${Math.min(6, levels.indexOf(block.level) + 2)}`
      return `<${name}>${words(block.inside)}</${name}>`
    }
    case 'paragraph':
      return `<p>${words(block.inside)}</p>`
    case 'quote':
      return `<blockquote>${htmlOfBlocks(block.blocks, panel)}</blockquote>`
    case 'list': {
      const entries = block.entries.map((entry) => `<li>${entryHtml(entry, panel)}</li>`).join('\n')
      if (block.start === null) return `<ul>\n${entries}\n</ul>`
      return `<ol start="${block.start}">\n${entries}\n</ol>`
    }
    case 'code':
      return `<pre><code>${escape(block.text)}</code></pre>`
    case 'table':
      return tableHtml(block)
    case 'rule':
      return '<hr>'
    case 'panel':
      return panel(block.place)
  }
}

/** An entry of one paragraph is written without it, as people write lists. */
function entryHtml(entry: readonly Block[], panel: (place: number) => string): string {
  const [only, ...more] = entry
  if (only?.is === 'paragraph' && more.every((one) => one.is === 'list')) {
    return words(only.inside) + htmlOfBlocks(more, panel)
  }
  return htmlOfBlocks(entry, panel)
}

function tableHtml({ align, head, rows }: Extract<Block, { is: 'table' }>): string {
  const at = (column: number) => {
    const side = align.at(column) ?? 'left'
    return side === 'left' ? '' : ` class="${side}"`
  }
  const top = head.map((cell, i) => `<th scope="col"${at(i)}>${words(cell)}</th>`).join('')
  const body = rows.map(
    (row) => `<tr>${row.map((cell, i) => `<td${at(i)}>${words(cell)}</td>`).join('')}</tr>`,
  )
  return `<div class="wide" tabindex="0"><table>\n<thead><tr>${top}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody></table></div>`
}

function words(inside: readonly Inline[]): string {
  return inside.map(wordHtml).join('')
}

function wordHtml(inline: Inline): string {
  switch (inline.is) {
    case 'text':
      return escape(inline.text)
    case 'code':
      return `<code>${escape(inline.text)}</code>`
    case 'break':
      return '<br>'
    case 'emphasis':
      return `<em>${words(inline.inside)}</em>`
    case 'strong':
      return `<strong>${words(inline.inside)}</strong>`
    case 'link': {
      // A place in Cusp is none outside of it.
      if (inline.address.startsWith('#')) return words(inline.inside)
      return `<a href="${escape(inline.address)}" rel="noreferrer noopener">${words(inline.inside)}</a>`
    }
  }
}
