import '../browser.ts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Mates, matesOf } from '../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../fake-host.ts'

const seeds = (count: number) =>
  Array.from({ length: count }, (_, seed) => summary({ id: `r${seed}`, group: 'g', seed }))

let mates: Mates | undefined
afterEach(() => mates?.close())

describe('state/mates', () => {
  it('takes the newest others of a group, at most 49, and none without a group', () => {
    const all = [...seeds(60), summary({ id: 'other', group: 'h' })]
    const found = matesOf({ id: 'r0', group: 'g' }, all)
    expect(found.map(({ id }) => id)).toEqual(all.slice(1, 50).map(({ id }) => id))
    expect(matesOf({ id: 'lone', group: null }, [...all, summary({ group: null })])).toEqual([])
  })

  it('follows each run as it goes, and asks of none that it does not follow', async () => {
    const host = new FakeHost(...seeds(3))
    host.metric('r1', 1, 'loss', 2)
    mates = new Mates(host.door.client)
    mates.follow(['r1', 'r2'])
    const lossOf = (run: string) => mates?.feeds.find((feed) => feed.run === run)?.series('loss')
    await vi.waitFor(() => expect(lossOf('r1')).toEqual([{ x: 1, y: 2 }]))
    host.metric('r2', 1, 'loss', 3)
    host.metric('r0', 1, 'loss', 4)
    for (const run of ['r0', 'r2']) mates.hear({ kind: 'run', run, seq: 9 })
    await vi.waitFor(() => expect(lossOf('r2')).toEqual([{ x: 1, y: 3 }]))
    const asked = host.calls.map(({ input }) => (input as { run: string }).run)
    expect(new Set(asked)).toEqual(new Set(['r1', 'r2']))
  })

  it('keeps what it knows of a run that stays, and lets go of one that does not', () => {
    const host = new FakeHost(...seeds(3))
    mates = new Mates(host.door.client)
    mates.follow(['r0', 'r1'])
    const [first] = mates.feeds
    mates.follow(['r0', 'r2'])
    expect(mates.feeds.map(({ run }) => run)).toEqual(['r0', 'r2'])
    expect(mates.feeds[0]).toBe(first)
    const { feeds } = mates
    mates.follow(['r2', 'r0'])
    expect(mates.feeds).toBe(feeds)
  })
})
