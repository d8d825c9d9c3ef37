// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatJson } from '../../../../src-renderer/screens/curriculum/format-json.ts'
import { locate } from '../../../../src-renderer/screens/curriculum/locate.ts'
import { readText } from '../../../../src-renderer/screens/curriculum/read-text.ts'
import { sampleSpec } from './sample-spec.ts'

const text = formatJson(sampleSpec())

describe('screens/curriculum/format-json', () => {
  it('is read back as what it was made of', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(formatJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('keeps a keyframe on one line', () => {
    expect(text).toContain('        { "at": { "epoch": 1 }, "value": 0, "easing": "linear" },')
  })
})

describe('screens/curriculum/locate', () => {
  it('finds a value by its path', () => {
    const small = '{\n  "a": [1, { "b": 2 }],\n  "c": { "b": 3 }\n}'
    expect(locate(small, 'a[1].b')).toEqual({ line: 2, column: 19 })
    expect(locate(small, 'c.b')).toEqual({ line: 3, column: 15 })
  })

  it('stays at the nearest value above a missing one', () => {
    expect(locate('{\n "a": { "b": 1 } }', 'a.missing')).toEqual({ line: 2, column: 7 })
    expect(locate('{}', 'a.b')).toBeUndefined()
  })

  it('is not led astray by brackets and colons inside texts', () => {
    expect(locate('{"a": "}]:,\\"{", "b": 1}', 'b')).toEqual({ line: 1, column: 23 })
  })
})

describe('screens/curriculum/read-text', () => {
  it('reads what the editor writes', () => {
    expect(readText(text).spec).toEqual(sampleSpec())
  })

  it('refuses an epsilon of 8 with the sentence every door gives, and marks its line', () => {
    const bad = text.replace(String(4 / 255), '8')
    const [problem] = readText(bad).problems
    expect(problem?.sentence).toBe(
      'curriculum.lanes.epsilon[1].value: epsilon is 8: perturbations are measured in pixel scale ' +
        '[0, 1]; did you mean 8/255 = 0.0314?',
    )
    expect(bad.split('\n')[(problem?.at?.line ?? 0) - 1]).toContain('"value": 8')
  })

  it('names an unknown field and what it may have meant', () => {
    const [problem] = readText(text.replace('"epochs"', '"epoch"')).problems
    expect(problem?.sentence).toContain('epoch')
  })

  it('says where text stops being JSON', () => {
    const [problem] = readText('{\n  "version" 1\n}').problems
    expect(problem?.sentence).toMatch(/^line 2, column \d+: this is not JSON/)
    expect(problem?.at?.line).toBe(2)
  })

  it('says so where the text is cut off', () => {
    const [problem] = readText(text.slice(0, 200)).problems
    expect(problem?.sentence).toContain('this is not JSON')
  })
})
