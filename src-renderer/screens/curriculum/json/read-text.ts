import type { Problem, RunSpec } from '#contract'
import { readSpec, sayProblem } from '../../../state/read-spec.ts'
import { scanJson, type JsonNode, type TextRange } from './json-text.ts'
import { placeAt, rangeOf, type TextPlace } from './locate.ts'

/** What is wrong with a text, and where. */
export interface TextProblem {
  /** With the place in words, to be understood by itself. */
  readonly sentence: string
  /** Without it, to be read beside what is marked. */
  readonly short: string
  /** What to mark. */
  readonly range: TextRange
  /** Where that begins. */
  readonly at: TextPlace
}

/** A text read as a spec: the spec, or what is wrong with the text. */
export type ReadText =
  | { readonly spec: RunSpec; readonly problems: readonly [] }
  | { readonly spec: undefined; readonly problems: readonly TextProblem[] }

/** Reads the JSON twin: first as JSON, then as a spec, with the host's sentences. */
export function readText(text: string): ReadText {
  const scanned = scanJson(text)
  if ('fault' in scanned) {
    const { sentence, ...range } = scanned.fault
    const at = placeAt(text, range.from)
    const short = `this is not JSON: ${sentence}`
    const where = `line ${at.line}, column ${at.column}: ${short}`
    return { spec: undefined, problems: [{ sentence: where, short, range, at }] }
  }
  const read = readSpec(JSON.parse(text))
  if (read.spec) return read
  const problems = read.problems.map((problem) => textProblem(text, scanned.node, problem))
  return { spec: undefined, problems }
}

function textProblem(text: string, root: JsonNode, problem: Problem): TextProblem {
  const { from, to } = rangeOf(text, root, problem.place, problem.field)
  const at = placeAt(text, from)
  // What is missing is not where the mark is: its remark names it.
  const short =
    problem.value === undefined ? `${problem.place} ${problem.message}` : problem.message
  return { sentence: sayProblem(problem), short, range: { from, to }, at }
}
