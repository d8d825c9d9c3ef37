// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  beginHistory,
  record,
  redo,
  seal,
  undo,
  type History,
} from '../../../src-renderer/state/undo-stack.ts'

const edits = fc.array(
  fc.record({ add: fc.integer({ min: 1, max: 9 }), merge: fc.option(fc.constantFrom('a', 'b')) }),
  { maxLength: 40 },
)

function play(history: History<number>, add: number, merge: string | null): History<number> {
  return record(history, `add ${add}`, history.present + add, merge ?? undefined)
}

describe('state/undo-stack', () => {
  it('goes back to the original and forward to the last, whatever was done', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const done = list.reduce((now, { add, merge }) => play(now, add, merge), beginHistory(0))
        const back = done.past.reduce<History<number>>((now) => undo(now), done)
        expect(back.present).toBe(0)
        expect(back.past).toEqual([])
        const again = back.future.reduce<History<number>>((now) => redo(now), back)
        expect(again).toEqual(done)
      }),
    )
  })

  it('joins successive changes with one key into one step back', () => {
    const typed = play(play(beginHistory(0), 1, 'field'), 2, 'field')
    expect(typed.past).toHaveLength(1)
    expect(undo(typed).present).toBe(0)
  })

  it('joins nothing after the change was sealed or undone', () => {
    const sealed = play(seal(play(beginHistory(0), 1, 'field')), 2, 'field')
    expect(undo(sealed).present).toBe(1)
    const undone = undo(play(play(beginHistory(0), 1, 'x'), 2, 'y'))
    expect(undo(play(undone, 5, 'x')).present).toBe(1)
  })

  it('forgets what was undone once something new is done', () => {
    const fresh = play(undo(play(beginHistory(0), 1, null)), 7, null)
    expect(fresh.future).toEqual([])
    expect(redo(fresh)).toBe(fresh)
  })

  it('takes a change to the same snapshot for none', () => {
    const history = beginHistory('same')
    expect(record(history, 'nothing', 'same')).toBe(history)
  })

  it('has nothing to undo or redo at the start', () => {
    const history = beginHistory(0)
    expect(undo(history)).toBe(history)
    expect(redo(history)).toBe(history)
  })
})
