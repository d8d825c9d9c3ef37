// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  columns,
  filterRuns,
  nextOrder,
  sortRuns,
} from '../../../../src-renderer/screens/runs/rows.ts'
import { scores, summary } from '../../fake-host.ts'

const runs = [
  summary({ id: 'a', name: 'plain', seed: 1, scores: scores(0.9, 0.1, 0.2) }),
  summary({ id: 'b', name: 'TRADES', seed: 12 }),
  summary({ id: 'c', name: 'both', seed: 2, scores: scores(0.8, 0.7, 0.6) }),
]
const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id)

describe('screens/runs/rows', () => {
  it('asks for every word, in any case', () => {
    expect(ids(filterRuns(runs, 'trades queued'))).toEqual(['b'])
    expect(ids(filterRuns(runs, '  '))).toEqual(['a', 'b', 'c'])
  })

  it('takes a seed exactly', () => {
    expect(ids(filterRuns(runs, 'seed:1'))).toEqual(['a'])
  })

  it.each([true, false])('puts runs without a score last (descending: %s)', (descending) => {
    expect(ids(sortRuns(runs, { column: 'clean', descending })).at(-1)).toBe('b')
  })

  it('sorts both ways', () => {
    const by = (descending: boolean) => ids(sortRuns(runs, { column: 'seed', descending }))
    expect([by(false), by(true)]).toEqual([
      ['a', 'c', 'b'],
      ['b', 'c', 'a'],
    ])
  })

  it('keeps the order for a column that is no more', () => {
    expect(ids(sortRuns(runs, { column: 'gone', descending: true }))).toEqual(['a', 'b', 'c'])
  })

  it('begins numbers with the highest and turns at a second click', () => {
    const clean = columns.find(({ key }) => key === 'clean')
    if (!clean) throw new Error('no column clean')
    const once = nextOrder({ column: 'name', descending: false }, clean)
    expect([once, nextOrder(once, clean)]).toEqual([
      { column: 'clean', descending: true },
      { column: 'clean', descending: false },
    ])
  })
})
