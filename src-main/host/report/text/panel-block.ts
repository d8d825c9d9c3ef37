import type { Code } from 'mdast'
import { problemsOf, sentenceOf } from '#errors'
import { panelSpecSchema, type PanelSpec } from '#report'

/** A fenced block of the language `cusp`, where it is and what it asks for. */
export interface PanelBlock {
  /** Where the block begins and ends in the text, its fences included, in UTF-16 units. */
  readonly from: number
  readonly to: number
  /** Number of its first line, from 1. */
  readonly line: number
  readonly spec: PanelSpec | null
  /** What is wrong with it, where nothing can be shown. */
  readonly problem: { readonly line: number; readonly text: string } | null
}

/** Reads the JSON of a panel's block. */
export function readPanel(code: Code, isNested: boolean): PanelBlock {
  const [from, to] = [code.position?.start.offset ?? 0, code.position?.end.offset ?? 0]
  const line = code.position?.start.line ?? 1
  const place = { from, to, line }
  const failed = (at: number, message: string): PanelBlock => ({
    ...{ ...place, spec: null },
    problem: { line: at, text: message },
  })
  if (isNested) return failed(line, 'A panel stands by itself, in no list and no quote.')
  const read = readJson(code.value)
  if ('problem' in read) {
    return failed(line + 1 + lineWithin(code.value, read.at), `This is not JSON: ${read.problem}`)
  }
  const [first] = problemsOf(panelSpecSchema, read.value)
  if (!first) return { ...place, spec: panelSpecSchema.parse(read.value), problem: null }
  const within = code.value.split('\n').findIndex((one) => one.includes(`"${keyOf(first)}"`))
  return failed(line + 1 + Math.max(0, within), sentenceOf(first, 'panel'))
}

function readJson(text: string): { value: unknown } | { problem: string; at: number } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const at = /at position (\d+)/.exec(message)?.[1]
    const short = message.replace(/ in JSON at position.*$/s, '').replace(/, (?="|\.\.\.)[^]*$/, '')
    return { problem: `${short}.`, at: at === undefined ? text.length : Number(at) }
  }
}

function lineWithin(text: string, at: number): number {
  return text.slice(0, at).split('\n').length - 1
}

/** The field a problem is about: the first of its path, or the one that is not known. */
function keyOf({ place, message }: { place: string; message: string }): string {
  const unknown = /^unknown field "([^"]*)"/.exec(message)?.[1]
  return unknown ?? place.split(/[.[]/, 1)[0]
}
