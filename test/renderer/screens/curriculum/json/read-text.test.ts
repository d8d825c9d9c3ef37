// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { formatJson } from '../../../../../src-renderer/screens/curriculum/json/format-json.ts'
import { readText } from '../../../../../src-renderer/screens/curriculum/json/read-text.ts'
import { sampleSpec } from '../sample-spec.ts'

const text = formatJson(sampleSpec())

describe('screens/curriculum/json/read-text', () => {
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
    expect(bad.slice(problem?.range.from, problem?.range.to)).toBe('8')
    expect(bad.split('\n')[(problem?.at.line ?? 0) - 1]).toContain('"value": 8')
  })

  it('names an unknown field and what it may have meant', () => {
    const bad = text.replace('"epochs"', '"epoch"')
    const [problem] = readText(bad).problems
    expect(problem?.short).toBe('unknown field "epoch"; did you mean "epochs"?')
    expect(bad.slice(problem?.range.from, problem?.range.to)).toBe('"epoch"')
  })

  it('says where text stops being JSON', () => {
    const [problem] = readText('{\n  "version" 1\n}').problems
    expect(problem?.sentence).toMatch(/^line 2, column \d+: this is not JSON/)
    expect(problem?.at.line).toBe(2)
  })

  it('says so where the text is cut off', () => {
    const [problem] = readText(text.slice(0, 200)).problems
    expect(problem?.sentence).toContain('this is not JSON')
  })
})
