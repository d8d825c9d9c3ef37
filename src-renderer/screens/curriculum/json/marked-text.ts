import type { TextRange } from './json-text.ts'

/** A remark on a part of a text. */
export interface Remark {
  readonly range: TextRange
  readonly short: string
}

/** A piece of a text; a marked one is to be underlined, a remark stands behind its line. */
export type Piece =
  | { readonly kind: 'plain' | 'marked'; readonly text: string }
  | { readonly kind: 'remark'; readonly text: string }

/**
 * A text cut where marks begin and end and where remarks belong: each behind the line its mark ends on,
 * one a line. What is not a remark is, joined, the text as it was.
 */
export function markText(text: string, remarks: readonly Remark[]): Piece[] {
  const ends = remarks.map(({ range, short }) => ({ at: endOfLine(text, range.to), short }))
  const cuts = new Set([0, text.length])
  for (const { range } of remarks) cuts.add(range.from).add(range.to)
  for (const { at } of ends) cuts.add(at)
  const places = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b)
  return places.flatMap((from, index) => {
    const remark = ends.find(({ at }) => at === from)
    const to = places[index + 1] ?? from
    const isMarked = remarks.some(({ range }) => range.from <= from && to <= range.to)
    const part = { kind: isMarked ? 'marked' : 'plain', text: text.slice(from, to) } as const
    return [
      ...(remark ? [{ kind: 'remark', text: remark.short } as const] : []),
      ...(part.text === '' ? [] : [part]),
    ]
  })
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
