import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from '../../../../src-main/host/bundle/format/json.ts'
import { parseInSlices } from '../../../../src-main/host/bundle/format/json-in-slices.ts'
import { mostDepth } from '../../../../src-main/host/bundle/format/limits.ts'

/** What came of it, and how often it paused. */
function slowly(text: string): { value: unknown; pauses: number } {
  const work = parseInSlices(text, 'x')
  for (let pauses = 0; ; pauses++) {
    const step = work.next()
    if (step.done === true) return { value: step.value, pauses }
  }
}

/** The value, or that it was refused. */
function outcome(read: () => unknown): unknown {
  try {
    return { value: read() }
  } catch (error) {
    return (error as { code?: string }).code
  }
}

const document = fc.oneof(
  fc.json({ maxDepth: 6 }),
  fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.stringify(value, null, 2)),
  fc.array(fc.double({ noDefaultInfinity: true, noNaN: true })).map((all) => JSON.stringify(all)),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify({ [text]: [text, `${text}\\"`] })),
)

describe('host/bundle/json-in-slices', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(outcome(() => slowly(text).value)).toEqual(outcome(() => parse(text, 'x')))
      }),
      { numRuns: 400 },
    )
  })

  it('refuses what JSON.parse refuses, and reads no more of it', () => {
    const damaged = fc
      .tuple(document, fc.nat(), fc.constantFrom(...'[]{},:"\\0-.eE+1tfn \u0001'), fc.boolean())
      .map(([text, at, sign, isOver]) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + sign + text.slice(place + (isOver ? 1 : 0))
      })
    fc.assert(
      fc.property(damaged, (text) => {
        expect(outcome(() => slowly(text).value)).toEqual(outcome(() => parse(text, 'x')))
      }),
      { numRuns: 1500 },
    )
    for (const text of [
      '',
      ' ',
      '01',
      '+1',
      '1.',
      '.5',
      '1e',
      '[1,]',
      '{"a":1,}',
      'nul',
      '"a',
      '1 2',
    ])
      expect(outcome(() => slowly(text))).toBe('bundle.malformed')
  })

  it('refuses names that reach a prototype, and what is nested too deep', () => {
    for (const text of ['{"__proto__":1}', '[{"a":{"constructor":1}}]'])
      expect(outcome(() => slowly(text))).toBe('bundle.malformed')
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    for (const levels of [mostDepth, mostDepth + 1, 100_000])
      expect(outcome(() => slowly(deep(levels)).value)).toEqual(
        outcome(() => parse(deep(levels), 'x')),
      )
  })

  it('pauses in long lists, however they are nested', () => {
    const numbers = Array.from({ length: 100_000 }, (_, i) => i)
    expect(slowly(JSON.stringify({ a: numbers }))).toEqual({ value: { a: numbers }, pauses: 5 })
    const pairs = numbers.map((i) => ({ i }))
    expect(slowly(JSON.stringify(pairs)).pauses).toBe(10)
  })
})
