import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collapse } from '../../../src-main/comparison/collapse.ts'

const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.array(fc.array(fc.constantFrom('0', '1', '2', '3'), { minLength: width, maxLength: width }), {
    minLength: 1,
    maxLength: 40,
  }),
)

describe('collapsing', () => {
  it('leaves at most as many groups as asked, numbered as they come', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 12 }), (rows, most) => {
        const { groups } = collapse(rows, most)
        expect(new Set(groups).size).toBeLessThanOrEqual(most)
        let next = 0
        for (const group of groups) {
          expect(group).toBeLessThanOrEqual(next)
          if (group === next) next += 1
        }
      }),
    )
  })

  it('joins exactly the rows that differ in what it ignores alone', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 12 }), (rows, most) => {
        const { groups, ignored } = collapse(rows, most)
        const seen = (row: readonly string[]) =>
          row.filter((_, place) => !ignored.includes(place)).join()
        for (const [a, one] of rows.entries())
          for (const [b, other] of rows.entries())
            expect(groups[a] === groups[b]).toBe(seen(one) === seen(other))
      }),
    )
  })

  it('ignores nothing where there is room', () => {
    const rows = Array.from({ length: 50 }, (_, i) => [String(i), 'a'])
    expect(collapse(rows).ignored).toEqual([])
  })

  it('keeps the setting that tells most groups apart', () => {
    // 60 rows of 20 × 3 settings: without the second there are 20 groups, without the first 3.
    const rows = Array.from({ length: 60 }, (_, i) => [String(i % 20), String(Math.floor(i / 20))])
    const { groups, ignored } = collapse(rows)
    expect(ignored).toEqual([1])
    expect(new Set(groups).size).toBe(20)
  })
})
