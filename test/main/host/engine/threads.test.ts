import { describe, expect, it } from 'vitest'
import {
  threadsFor,
  timedThreads,
  timeThreadsOnce,
} from '../../../../src-main/host/engine/threads.ts'

/** Settings in memory, and an errand that takes these milliseconds by count and is counted. */
function around(ms: Record<number, number>) {
  const kept = new Map<string, string>()
  const asked: (readonly number[])[] = []
  const settings = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: string) => void kept.set(key, value),
  }
  const run = async ({ counts }: { counts: readonly number[] }): Promise<number[]> => {
    asked.push(counts)
    return counts.map((count) => ms[count])
  }
  return { store: { settings }, run: run as never, asked }
}

describe('host/engine/threads', () => {
  it('takes the fewest threads that are as fast as any', async () => {
    const { store, run } = around({ 1: 100, 2: 60, 4: 40, 8: 39 })
    expect(threadsFor(await timeThreadsOnce(store, run, 8), 8)).toBe(4)
    const worse = around({ 1: 50, 2: 49, 3: 80 })
    expect(threadsFor(await timeThreadsOnce(worse.store, worse.run, 3), 3)).toBe(1)
  })

  it('tries 1, 2, 4 and what there is, to 8, once for a number of processors', async () => {
    const { store, run, asked } = around({ 1: 4, 2: 3, 4: 2, 6: 1, 8: 1 })
    await timeThreadsOnce(store, run, 6)
    await timeThreadsOnce(store, run, 6)
    await timeThreadsOnce(store, run, 64)
    await timeThreadsOnce(store, run, 1)
    expect(asked).toEqual([[1, 2, 4, 6], [1, 2, 4, 8], [1]])
  })

  it('forgets what another machine took', async () => {
    const { store, run } = around({ 1: 1, 2: 2 })
    await timeThreadsOnce(store, run, 2)
    expect(timedThreads(store, 2)?.processors).toBe(2)
    expect(timedThreads(store, 4)).toBeUndefined()
    expect(threadsFor(timedThreads(store, 4), 4)).toBe(4)
    expect(threadsFor(undefined, 64)).toBe(8)
  })
})
