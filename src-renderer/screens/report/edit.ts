import { panelText, type PanelSpec, type RenderedReport } from '#contract'

type Panel = RenderedReport['panels'][number]

/** The text with a panel's block where the cursor is, a blank line on either side, and where it ends. */
export function insertPanel(
  text: string,
  at: number,
  spec: PanelSpec,
): { text: string; end: number } {
  // Never within a line: the block begins after the one the cursor is in.
  const lineEnd = text.indexOf('\n', at)
  const place = lineEnd === -1 ? text.length : lineEnd
  const [before, after] = [text.slice(0, place).trimEnd(), text.slice(place).trimStart()]
  const start = `${before}${before === '' ? '' : '\n\n'}${panelText(spec)}`
  return { text: `${start}\n${after === '' ? '' : `\n${after}`}`, end: start.length }
}

/**
 * The text with another block in the place of a panel's; null where the text has changed since it was
 * read and the block is not there any more.
 */
export function replacePanel(
  text: string,
  read: string,
  { from, to }: Panel,
  spec: PanelSpec,
): string | null {
  const block = read.slice(from, to)
  const at = text.startsWith(block, from) ? from : text.indexOf(block)
  if (at === -1) return null
  return text.slice(0, at) + panelText(spec) + text.slice(at + block.length)
}
