import type { Code, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import { blocksOf } from './blocks.ts'
import { isKnotted } from './knots.ts'
import { readPanel, type PanelBlock } from './panel-block.ts'
import type { Block } from '#report'

/** A report's text, read. */
export interface ReadReport {
  readonly blocks: readonly Block[]
  /** In the order of the text. */
  readonly panels: readonly PanelBlock[]
}

/**
 * Reads Markdown (CommonMark and tables) into parts that can hold nothing but text, links and panels.
 * Nothing is refused: what is no panel, no link that may be followed or no Markdown at all is shown
 * as the text it is. So is a whole text that would take minutes to read.
 */
export function readReport(text: string): ReadReport {
  if (isKnotted(text)) return { blocks: [{ is: 'code', language: '', text }], panels: [] }
  const root: Root = fromMarkdown(text, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  })
  const panels: PanelBlock[] = []
  const blocks = blocksOf(root, (code: Code, isNested: boolean) => {
    panels.push(readPanel(code, isNested))
    return panels.length - 1
  })
  return { blocks, panels }
}
