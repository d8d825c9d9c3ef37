import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHistory, writeHistory } from '../../../src-renderer/state/undo-record.ts'
import { beginHistory, record, redo, undo } from '../../../src-renderer/state/undo-stack.ts'

type Snapshot = { readonly value: number }
const read = (written: unknown): Snapshot | undefined =>
  typeof (written as Snapshot).value === 'number' ? (written as Snapshot) : undefined

const histories = fc.array(fc.oneof(fc.integer(), fc.constantFrom('undo', 'redo'))).map((deeds) =>
  deeds.reduce(
    (history, deed) => {
      if (deed === 'undo') return undo(history)
      if (deed === 'redo') return redo(history)
      return record(history, `Set ${deed}`, { value: deed })
    },
    beginHistory<Snapshot>({ value: 0 }),
  ),
)

describe('state/undo-record', () => {
  it('reads back the same snapshots, steps and names', () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(readHistory(writeHistory(history), read)).toEqual(history)
      }),
    )
  })

  it('writes a snapshot that steps share once', () => {
    const big = 'x'.repeat(1000)
    const one = record(beginHistory({ value: 1, big }), 'a', { value: 2, big })
    const two = record(one, 'b', { value: 3, big })
    expect(writeHistory(two).length).toBeLessThan(4000)
  })

  it('leaves the oldest steps behind where it would grow too long', () => {
    let history = beginHistory({ value: 0, text: '' })
    for (let value = 1; value < 40; value++) {
      history = record(history, `Set ${value}`, { value, text: 'x'.repeat(100_000) })
    }
    const kept = readHistory(writeHistory(history), read)
    expect(kept?.present).toEqual(history.present)
    expect(kept?.past.length).toBeLessThan(20)
    expect(kept?.past.at(-1)).toEqual(history.past.at(-1))
  })

  it('gives nothing for what is no history', () => {
    expect(readHistory('{"present":0}', read)).toBeUndefined()
    expect(readHistory('no', read)).toBeUndefined()
    expect(
      readHistory('{"present":0,"past":[],"future":[],"snapshots":[{"value":"?"}]}', read),
    ).toBeUndefined()
  })
})
