import type { RunSpec } from '#contract'
import { readSpec, sayProblem } from '../../state/read-spec.ts'
import { locate, placeAt, type TextPlace } from './locate.ts'

/** One sentence on a text and the place it speaks of. */
export interface TextProblem {
  readonly sentence: string
  readonly at: TextPlace | undefined
}

/** A text read as a spec: the spec, or what is wrong with the text. */
export type ReadText =
  | { readonly spec: RunSpec; readonly problems: readonly [] }
  | { readonly spec: undefined; readonly problems: readonly TextProblem[] }

/** Reads the JSON twin: first as JSON, then as a spec, with the host's sentences. */
export function readText(text: string): ReadText {
  const document = parseJson(text)
  if ('problem' in document) return { spec: undefined, problems: [document.problem] }
  const read = readSpec(document.value)
  if (read.spec) return read
  const problems = read.problems.map((problem) => ({
    sentence: sayProblem(problem),
    at: locate(text, problem.place),
  }))
  return { spec: undefined, problems }
}

function parseJson(text: string): { value: unknown } | { problem: TextProblem } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    const at = placeOfSyntaxError(text, message)
    const where = at ? `line ${at.line}, column ${at.column}: ` : ''
    const what = message.replace(/ in JSON.*$| \(line.*$|^JSON\.parse: /, '')
    return { problem: { sentence: `${where}this is not JSON: ${what}`, at } }
  }
}

function placeOfSyntaxError(text: string, message: string): TextPlace | undefined {
  const offset = /at position (\d+)/.exec(message)?.[1]
  if (offset !== undefined) return placeAt(text, Number(offset))
  return message.includes('end of JSON') ? placeAt(text, text.trimEnd().length) : undefined
}
