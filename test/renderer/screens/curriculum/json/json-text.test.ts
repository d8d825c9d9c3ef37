// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatJson } from '../../../../../src-renderer/screens/curriculum/json/format-json.ts'
import {
  scanJson,
  type JsonNode,
} from '../../../../../src-renderer/screens/curriculum/json/json-text.ts'
import { sampleSpec } from '../sample-spec.ts'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Every node below one, with the value that stands there. */
function* nodes(node: JsonNode, value: unknown): Generator<[JsonNode, unknown]> {
  yield [node, value]
  for (const [index, part] of (node.parts ?? []).entries())
    yield* nodes(part, (value as unknown[])[index])
  for (const [name, field] of node.fields ?? [])
    yield* nodes(field.value, (value as Record<string, unknown>)[name])
}

/** JSON laid out in any of the ways people and programs do. */
const texts = fc
  .tuple(fc.jsonValue(), fc.constantFrom(undefined, 0, 1, 2, '\t'))
  .map(([value, indent]) => JSON.stringify(value, null, indent))

/** A text with one small thing done to it. */
const broken = fc
  .tuple(texts, fc.nat(), fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '1', 'x', '\n', ' '))
  .chain(([text, at, sign]) =>
    fc.constantFrom(
      text.slice(0, at % (text.length + 1)),
      text.slice(0, at % (text.length + 1)) + sign + text.slice(at % (text.length + 1)),
      text.slice(0, at % (text.length + 1)) + sign + text.slice((at % (text.length + 1)) + 1),
    ),
  )

const faultOf = (text: string) => {
  const scanned = scanJson(text)
  if (!('fault' in scanned)) throw new Error(`${text} has no fault.`)
  const { from, to, sentence } = scanned.fault
  return { part: text.slice(from, to), sentence }
}

describe('screens/curriculum/json/json-text', () => {
  it('knows where every value stands: the text there is that value', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const scanned = scanJson(text)
        if (!('node' in scanned)) throw new Error(scanned.fault.sentence)
        for (const [{ from, to }, value] of nodes(scanned.node, JSON.parse(text)))
          expect(JSON.parse(text.slice(from, to))).toEqual(value)
      }),
    )
  })

  it('takes exactly what JSON.parse takes, and marks a part of the text where it does not', () => {
    fc.assert(
      fc.property(fc.oneof(broken, fc.string(), texts), (text) => {
        const scanned = scanJson(text)
        expect('node' in scanned).toBe(isJson(text))
        if ('node' in scanned) return
        const { from, to } = scanned.fault
        expect(0 <= from && from <= to && to <= text.length).toBe(true)
        // Something to underline, unless nothing is there at all.
        expect(to > from).toBe(text.trim() !== '')
      }),
      { numRuns: 2_000 },
    )
  })

  it('finds nothing wrong before the place where a text was broken', () => {
    const text = formatJson(sampleSpec())
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), (at) => {
        const scanned = scanJson(`${text.slice(0, at)}\u0000${text.slice(at + 1)}`)
        if (!('fault' in scanned)) throw new Error('A NUL is no JSON.')
        const { from, to } = scanned.fault
        // At the break, or the word or quote that it stands in.
        expect(to).toBeGreaterThanOrEqual(at)
        expect(text.slice(from, at)).not.toMatch(/[\n{}[\]]/)
      }),
    )
  })

  it.each([
    ['{"a": 1,}', ',', 'this comma has no field after it'],
    ['[1, 2,\n]', ',', 'this comma has no value after it'],
    ['{"a": tru}', 'tru', '“tru” stands where a value belongs'],
    ['{"a": .5}', '.5', '“.5” stands where a value belongs'],
    ["{'a': 1}", "'a'", "“'a'” stands where a name in double quotes belongs"],
    ['{"a" 1}', '1', '“1” stands where “:” and a value belong'],
    ['{"a": 1 "b": 2}', '"b"', '"b" stands where “,” or “}” belongs'],
    ['[1 2]', '2', '“2” stands where “,” or “]” belongs'],
    ['{"a": "b\n}', '"b', 'this has no closing quote on its line'],
    ['["\\d"]', '\\d', 'this is no escape of JSON; a backslash is “\\\\”'],
    ['{"a": [1', '1', 'the text ends where “,” or “]” should follow'],
    ['{} x', 'x', '“x” stands after the end of the document'],
    ['', '', 'the text ends where a document should follow'],
  ])('says what is wrong with %s', (text, part, sentence) => {
    expect(faultOf(text)).toEqual({ part, sentence })
  })

  it('refuses what is nested beyond reason instead of running out of stack', () => {
    expect(faultOf('['.repeat(100_000)).sentence).toContain('nested deeper than')
  })
})
