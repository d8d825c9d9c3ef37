import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createNoticeBoard } from '../../../src-main/host/notices.ts'

describe('host/notices', () => {
  it('replaces an older notice about the same thing', async () => {
    const board = createNoticeBoard()
    const notices = board.subscribe()
    const first = notices.next()
    for (let seq = 1; seq <= 1000; seq++) board.publish({ kind: 'run', run: 'a', seq })
    expect((await first).value).toEqual({ kind: 'run', run: 'a', seq: 1000 })
    board.close()
    expect((await notices.next()).done).toBe(true)
  })

  it('holds one notice a run for a subscriber that sleeps', async () => {
    const board = createNoticeBoard()
    const notices = board.subscribe()
    const first = notices.next()
    board.publish({ kind: 'runs' })
    await first
    for (let seq = 1; seq <= 3; seq++) {
      board.publish({ kind: 'run', run: 'a', seq })
      board.publish({ kind: 'run', run: 'b', seq })
      await wait(120)
    }
    expect((await notices.next()).value).toEqual({ kind: 'run', run: 'a', seq: 3 })
    expect((await notices.next()).value).toEqual({ kind: 'run', run: 'b', seq: 3 })
    board.close()
    expect((await notices.next()).done).toBe(true)
  })

  it('tells every subscriber, and forgets one that leaves', async () => {
    const board = createNoticeBoard()
    const [a, b] = [board.subscribe(), board.subscribe()]
    const both = Promise.all([a.next(), b.next()])
    board.publish({ kind: 'curricula' })
    expect((await both).map(({ value }) => value)).toEqual([
      { kind: 'curricula' },
      { kind: 'curricula' },
    ])
    await a.return()
    const next = b.next()
    board.publish({ kind: 'runs' })
    expect((await next).value).toEqual({ kind: 'runs' })
    board.close()
  })

  it('ends with the signal, even while nothing happens', async () => {
    const board = createNoticeBoard()
    const controller = new AbortController()
    const waiting = board.subscribe(controller.signal).next()
    controller.abort()
    expect((await waiting).done).toBe(true)
    board.close()
  })
})
