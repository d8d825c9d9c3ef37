// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatQuery, parseQuery } from '#contract'
import {
  rowAbout,
  rowsOf,
  subjectsOf,
  textOfRows,
} from '../../../../src-renderer/screens/runs/builder.ts'
import {
  fieldColumns,
  leadingFields,
  measureTitle,
  trailingFields,
  widthsOf,
} from '../../../../src-renderer/screens/runs/columns.ts'
import { deltaOf } from '../../../../src-renderer/screens/runs/delta.ts'
import { seedWords } from '../../../../src-renderer/screens/runs/seeds.ts'
import { plainView } from '../../../../src-renderer/state/run-view.ts'
import { scrollTo, windowOf } from '../../../../src-renderer/screens/runs/window.ts'
import { queries } from '../../../main/query/queries.ts'

describe('screens/runs/window', () => {
  it('draws every row in sight, few beside, and leaves the room of the rest', () => {
    const any = fc.record({
      total: fc.nat(200_000),
      scrolled: fc.nat(7_000_000),
      height: fc.integer({ min: 0, max: 2_000 }),
    })
    fc.assert(
      fc.property(any, ({ total, scrolled, height }) => {
        const top = Math.min(scrolled, Math.max(0, total * 34 - height))
        const { from, to, above, below } = windowOf(total, 34, top, height)
        expect(above + (to - from) * 34 + below).toBe(total * 34)
        expect(from * 34).toBeLessThanOrEqual(top)
        expect(to === total || to * 34 >= top + height).toBe(true)
        expect(to - from).toBeLessThanOrEqual(Math.ceil(height / 34) + 18)
      }),
    )
  })

  it('scrolls no further than a row needs', () => {
    expect(scrollTo(5, 34, 0, 340)).toBe(0)
    expect(scrollTo(10, 34, 0, 340)).toBe(34)
    expect(scrollTo(2, 34, 340, 340)).toBe(68)
  })
})

describe('screens/runs/columns', () => {
  it('has the seed beside the name, and every other field after the measures', () => {
    const { fields } = plainView
    expect([...leadingFields(fields), ...trailingFields(fields)].sort()).toEqual([...fields].sort())
    const widths = widthsOf(plainView)
    expect(widths[2]).toBe(fieldColumns.seed.width)
    expect(widths.at(-1)).toBe(fieldColumns.made.width)
    const without = widthsOf({ ...plainView, fields: ['state', 'made'] })
    expect(without).toHaveLength(widths.length - 2)
  })
})

describe('screens/runs/builder', () => {
  it('shows every query as rows that say the same', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const made = textOfRows(rowsOf(query))
        if (!('where' in made)) throw new Error(made.message)
        expect(parseQuery(made.where)).toEqual(parseQuery(formatQuery(query)))
      }),
      { numRuns: 500 },
    )
  })

  it('begins every row with a condition that can be asked', () => {
    for (const subject of subjectsOf(['clean', 'adversarial@8/255'])) {
      expect(textOfRows([rowAbout(subject)])).toHaveProperty('where')
    }
  })

  it('takes a value with spaces as it is typed', () => {
    const row = { subject: 'tag', relation: 'is not', value: 'two words' }
    expect(textOfRows([row])).toEqual({ where: 'not tag:"two words"' })
  })

  it('says which row is wrong, and why', () => {
    const rows = [rowAbout('tag'), { subject: 'clean', relation: '>', value: 'high' }]
    expect(textOfRows(rows)).toMatchObject({
      row: 1,
      message: expect.stringContaining('"high" is not what clean') as unknown,
    })
  })
})

describe('screens/runs/delta', () => {
  const cell = (value: number) => ({ value, sd: null, count: 1, step: 1 })
  it.each([
    [0.62, 0.58, 'maximise', '+.040', '▲', 'better'],
    [0.58, 0.62, 'maximise', '−.040', '▼', 'worse'],
    [0.1, 0.3, 'minimise', '−.200', '▼', 'better'],
    [0.3, 0.1, 'minimise', '+.200', '▲', 'worse'],
    [0.5001, 0.5, 'maximise', '±0', '', 'even'],
    [2.5, 1, 'minimise', '+1.500', '▲', 'worse'],
  ] as const)('of %d to %d, to %s: %s', (value, base, direction, text, arrow, tone) => {
    expect(deltaOf(cell(value), cell(base), direction)).toEqual({ text, arrow, tone })
  })
})

describe('screens/runs/words', () => {
  it('titles measures and ranges of seeds as people read them', () => {
    expect(measureTitle('adversarial@8/255.best')).toBe('Adversarial, ε 8/255, best')
    expect(measureTitle('rotation@30')).toBe('Rotated ±30°')
    expect(measureTitle('loss.at(120)')).toBe('Loss, step 120')
    expect([seedWords([0, 1, 2]), seedWords([0, 2, 3]), seedWords([4])]).toEqual([
      '0–2',
      '0, 2, 3',
      '4',
    ])
  })
})
