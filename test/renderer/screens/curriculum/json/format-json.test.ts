// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatJson } from '../../../../../src-renderer/screens/curriculum/json/format-json.ts'
import { sampleSpec } from '../sample-spec.ts'

const text = formatJson(sampleSpec())

describe('screens/curriculum/json/format-json', () => {
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
