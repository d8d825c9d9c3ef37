import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runStates } from '#contract'
import { mayEnter, openStore, type RunRow, type Transition, type WritableStore } from '#store'
import { newRun } from './new-run.ts'

let folder: string
let store: WritableStore

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-store-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const fault = { code: 'run.failed', message: 'it did' }
const moves: Record<(typeof runStates)[number], Transition> = {
  queued: { to: 'queued', at: 1, task: 'train', retries: 0, protocol: null },
  running: { to: 'running', at: 2, boot: 'this' },
  pausing: { to: 'pausing', at: 3 },
  paused: { to: 'paused', at: 4, fault: null },
  finished: { to: 'finished', at: 5, fault: null },
  failed: { to: 'failed', at: 6, fault },
  cancelled: { to: 'cancelled', at: 7 },
  interrupted: { to: 'interrupted', at: 8, fault },
}

function current(id = 'a'): RunRow {
  const run = store.runs.get(id)
  if (!run) throw new Error('gone')
  return run
}

describe('store/transitions', () => {
  it('knows exactly the states of the contract', () => {
    expect(Object.keys(mayEnter).sort()).toEqual([...runStates].sort())
  })

  it('moves only along the arrows, whatever is tried', () => {
    let made = 0
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...runStates), { maxLength: 12 }), (tries) => {
        const id = `run-${made++}`
        store.runs.add(newRun(id))
        for (const to of tries) {
          const before = current(id)
          const isAllowed = mayEnter[to].includes(before.state)
          expect(store.runs.move(before, moves[to])).toBe(isAllowed)
          expect(current(id).state).toBe(isAllowed ? to : before.state)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('refuses a move of a run that has moved since it was read', () => {
    const queued = store.runs.add(newRun('a'))
    expect(store.runs.move(queued, moves.running)).toBe(true)
    const first = current()
    expect(store.runs.move(queued, moves.cancelled)).toBe(false)
    store.runs.move(first, moves.interrupted)
    store.runs.move(current(), moves.queued)
    store.runs.move(current(), moves.running)
    expect(current().leaseEpoch).toBe(2)
    expect(store.runs.move(first, moves.finished)).toBe(false)
    expect(current().state).toBe('running')
  })

  it('drops the progress of a lease that is over', () => {
    store.runs.move(store.runs.add(newRun('a')), moves.running)
    const { number, leaseEpoch } = current()
    const progress = { step: 3, activity: 'training', activeMs: 5, imagesPerSecond: 1 } as const
    const plans = { plansDone: 0, plansTotal: 0 }
    expect(store.runs.progress(number, leaseEpoch - 1, { ...progress, ...plans })).toBe(false)
    expect(current().step).toBe(0)
    expect(store.runs.progress(number, leaseEpoch, { ...progress, ...plans })).toBe(true)
    expect(current()).toMatchObject({ step: 3, activeMs: 5 })
  })

  it('serves the queue in the order of waiting, a resumed run behind', () => {
    for (const id of ['a', 'b', 'c']) store.runs.add(newRun(id))
    expect(store.runs.nextInQueue()?.id).toBe('a')
    store.runs.move(current('a'), moves.running)
    store.runs.move(current('a'), moves.interrupted)
    store.runs.move(current('a'), moves.queued)
    const order = ['b', 'c', 'a'].map((id) => {
      expect(store.runs.nextInQueue()?.id).toBe(id)
      return store.runs.move(current(id), moves.running)
    })
    expect(order).toEqual([true, true, true])
    expect(store.runs.counts()).toEqual({ runs: 3, running: 3, waiting: 0 })
    expect(store.runs.live().map((run) => run.id)).toEqual(['a', 'b', 'c'])
  })

  it('records and clears a fault', () => {
    store.runs.move(store.runs.add(newRun('a')), moves.running)
    store.runs.move(current(), moves.interrupted)
    expect(current()).toMatchObject({ faultCode: 'run.failed', faultMessage: 'it did' })
    store.runs.move(current(), moves.queued)
    expect(current()).toMatchObject({ faultCode: null, faultMessage: null })
  })
})
