import { describe, expect, it } from 'vitest'
import {
  askedThreads,
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
  return { store: { settings }, run: run as never, asked, kept }
}

const machine = (processors: number) => ({ processors, cpu: 'a chip', runtime: '1.27.0' })

describe('host/engine/threads', () => {
  it('takes the fewest threads that are as fast as any', async () => {
    const { store, run } = around({ 1: 100, 2: 60, 4: 40, 8: 39 })
    expect(threadsFor(await timeThreadsOnce(store, run, machine(8)), 8)).toBe(4)
    const worse = around({ 1: 50, 2: 49, 3: 80 })
    expect(threadsFor(await timeThreadsOnce(worse.store, worse.run, machine(3)), 3)).toBe(1)
  })

  it('tries 1, 2, 4 and what there is, to 8, once for a number of processors', async () => {
    const { store, run, asked } = around({ 1: 4, 2: 3, 4: 2, 6: 1, 8: 1 })
    for (const processors of [6, 6, 64, 1]) await timeThreadsOnce(store, run, machine(processors))
    expect(asked).toEqual([[1, 2, 4, 6], [1, 2, 4, 8], [1]])
  })

  it('forgets what another machine or runtime took', async () => {
    const { store, run } = around({ 1: 1, 2: 2 })
    await timeThreadsOnce(store, run, machine(2))
    expect(timedThreads(store, machine(2))?.timings).toHaveLength(2)
    const others = [{ processors: 4 }, { cpu: 'another chip' }, { runtime: '1.28.0' }]
    for (const other of others)
      expect(timedThreads(store, { ...machine(2), ...other })).toBeUndefined()
    expect(threadsFor(timedThreads(store, machine(4)), 4)).toBe(4)
    expect(threadsFor(undefined, 64)).toBe(8)
  })

  it('times anew where the record is of an older form, or damaged', () => {
    const { store, kept } = around({})
    kept.set('engine.threads', '{"processors":2,"timings":[{"threads":1,"ms":2}]}')
    expect(timedThreads(store, machine(2))).toBeUndefined()
    kept.set('engine.threads', '{"processors":2,')
    expect(timedThreads(store, machine(2))).toBeUndefined()
  })

  it('keeps nothing of a timing that was called off when its answer came', async () => {
    const { store, run, kept } = around({ 1: 1 })
    const signal = AbortSignal.abort()
    await expect(timeThreadsOnce(store, run, machine(1), { signal })).rejects.toThrow()
    expect(kept.size).toBe(0)
  })

  it('reads what the environment asks for, and refuses what is no number of threads', () => {
    expect(askedThreads({})).toBeUndefined()
    expect(askedThreads({ CUSP_THREADS: '3' })).toBe(3)
    for (const text of ['0', '-1', '1.5', 'all', '1e9'])
      expect(() => askedThreads({ CUSP_THREADS: text })).toThrow(`CUSP_THREADS is "${text}"`)
  })
})
