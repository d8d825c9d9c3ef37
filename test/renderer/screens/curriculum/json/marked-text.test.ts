// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markText } from '../../../../../src-renderer/screens/curriculum/json/marked-text.ts'

const short = 'wrong'

describe('screens/curriculum/json/marked-text', () => {
  it('keeps the text, and marks exactly what is meant', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n', ' '), { maxLength: 40 })
    const ranges = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })), { maxLength: 4 })
    fc.assert(
      fc.property(
        text.map((signs) => signs.join('')),
        ranges,
        (text, pairs) => {
          const remarks = pairs.map(([a, b]) => ({
            range: { from: Math.min(a, b, text.length), to: Math.min(Math.max(a, b), text.length) },
            short,
          }))
          const pieces = markText(text, remarks)
          const kept = pieces.filter(({ kind }) => kind !== 'remark')
          expect(kept.map((piece) => piece.text).join('')).toBe(text)
          const isMarked = kept.flatMap(({ kind, text }) => [...text].map(() => kind === 'marked'))
          const wanted = [...text].map((_, at) =>
            remarks.some(({ range }) => range.from <= at && at < range.to),
          )
          expect(isMarked).toEqual(wanted)
        },
      ),
    )
  })

  it('puts a remark behind the line of its mark, and one only', () => {
    const range = { from: 3, to: 4 }
    expect(
      markText('a: b,\nc', [
        { range, short },
        { range, short: 'too' },
      ]),
    ).toEqual([
      { kind: 'plain', text: 'a: ' },
      { kind: 'marked', text: 'b' },
      { kind: 'plain', text: ',' },
      { kind: 'remark', text: 'wrong' },
      { kind: 'plain', text: '\nc' },
    ])
  })
})
