import { comparators, type Comparator, type QueryProblem } from './query.ts'

/** A piece of a query and where it stands. */
export type Token = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'open' | 'close' | 'comma' | 'colon' | 'minus' }
  | { readonly kind: 'compare'; readonly op: Comparator }
  /** `quoted` pieces are taken as they stand: never a keyword, never a pattern. */
  | { readonly kind: 'word'; readonly text: string; readonly quoted: boolean }
)

/** Thrown inside the parser only; `parseQuery` returns what it carries. */
export class Unparsable extends Error {
  readonly problem: QueryProblem
  constructor(from: number, to: number, message: string) {
    super(message)
    this.problem = { from, to, message }
  }
}

// A measure may carry `.at(STEP)`, whose brackets belong to it.
const word = /(?:\.at\(\d+\)|[^\s()",:<>=!])+/y

/** The pieces of a text. @throws Unparsable at a quote that is not closed, or a lone `!`. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const token = /\s/.test(text[at]) ? undefined : tokenAt(text, at)
    if (token) tokens.push(token)
    at = token?.to ?? at + 1
  }
  return tokens
}

function tokenAt(text: string, from: number): Token {
  const single = { '(': 'open', ')': 'close', ',': 'comma', ':': 'colon' } as const
  const kind = single[text[from] as keyof typeof single] as
    (typeof single)[keyof typeof single] | undefined
  if (kind) return { kind, from, to: from + 1 }
  if (text[from] === '"') return quoted(text, from)
  if (text[from] === '-' && /["(A-Za-z*]/.test(text[from + 1] ?? '') && isFree(text, from))
    return { kind: 'minus', from, to: from + 1 }
  const op = comparators.find((known) => text.startsWith(known, from))
  if (op) return { kind: 'compare', op, from, to: from + op.length }
  word.lastIndex = from
  const found = word.exec(text)?.[0]
  if (found === undefined) {
    throw new Unparsable(from, from + 1, `"${text[from]}" alone means nothing; "!=" compares`)
  }
  return { kind: 'word', text: found, quoted: false, from, to: from + found.length }
}

/** A minus negates where a condition may begin: at the start, after a space or a bracket. */
function isFree(text: string, at: number): boolean {
  return at === 0 || /[\s(]/.test(text[at - 1])
}

/** `\"` and `\\` stand for a quote and a backslash. */
function quoted(text: string, from: number): Token {
  const found = /"((?:[^"\\]|\\.)*)"/sy
  found.lastIndex = from
  const match = found.exec(text)
  if (!match) throw new Unparsable(from, text.length, 'a closing " is missing')
  const content = match[1].replace(/\\(.)/gs, '$1')
  return { kind: 'word', text: content, quoted: true, from, to: from + match[0].length }
}
