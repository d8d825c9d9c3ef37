/**
 * Whether reading a text as Markdown could take long: a parser tries each opening sign of emphasis,
 * link or code against each closing one of its paragraph, and each line against each quote and list
 * it may be part of. Texts that people write stay far below these bounds.
 */
export function isKnotted(text: string): boolean {
  const paragraphs = text.split(/\n[ \t]*\r?\n/)
  const pairs = paragraphs.reduce((sum, one) => sum + (isFenced(one) ? 0 : signsIn(one) ** 2), 0)
  const depths = text.split('\n').map(depthOf)
  const entries = depths.reduce((sum, depth) => sum + depth, 0)
  return pairs > mostPairs || entries > mostEntries || depths.some((depth) => depth > deepest)
}

/** A thousand signs in two paragraphs, or thirty in each of two thousand. */
const mostPairs = 2_000_000
/** Quotes and lists within each other. */
const deepest = 12
/** Over all lines; a list of thousands is a table. */
const mostEntries = 6_000

const signsIn = (paragraph: string): number => paragraph.match(/[*_[\]!`<>~]/g)?.length ?? 0

/** Code is read line by line, whatever it holds. */
const isFenced = (paragraph: string): boolean => /^\s*(```|~~~)/.test(paragraph)

function depthOf(line: string): number {
  const opening = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)]))*/.exec(line)?.[0] ?? ''
  return opening.match(/>|[-+*]|\d+[.)]/g)?.length ?? 0
}
