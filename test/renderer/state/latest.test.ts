import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Latest } from '../../../src-renderer/state/index.ts'

interface Question {
  readonly n: number
  readonly line: string
}

/** A host that answers when it is told to, and hears when it is not asked any more. */
function slowHost() {
  const asked: { n: number; line: string; answer: () => void; fail: () => void }[] = []
  const aborted: number[] = []
  const latest = new Latest<Question, number>(
    ({ n, line }, { signal }) =>
      new Promise((resolve, reject) => {
        asked.push({ n, line, answer: () => resolve(n), fail: () => reject(new Error(`no ${n}`)) })
        signal.addEventListener('abort', () => {
          aborted.push(n)
          reject(new Error('aborted'))
        })
      }),
  )
  return { asked, aborted, latest }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('state/latest', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('asks the newest of those that waited, and skips the others', async () => {
    const { asked, latest } = slowHost()
    for (const n of [1, 2, 3, 4]) latest.ask({ n })
    asked[0]?.answer()
    await settle()
    expect(latest.value).toBe(1)
    expect(asked.map(({ n }) => n)).toEqual([1, 4])
    expect(latest.isAsking).toBe(true)
    asked[1]?.answer()
    await settle()
    expect([latest.value, latest.isAsking]).toEqual([4, false])
    expect(new Set(asked.map(({ line }) => line)).size).toBe(1)
  })

  it('cancels what takes long once something newer waits, and keeps the last answer', async () => {
    const { asked, aborted, latest } = slowHost()
    latest.ask({ n: 1 })
    await vi.advanceTimersByTimeAsync(1000)
    expect(aborted).toEqual([])
    latest.ask({ n: 2 })
    await vi.advanceTimersByTimeAsync(0)
    expect(aborted).toEqual([1])
    expect(asked.map(({ n }) => n)).toEqual([1, 2])
    expect(latest.refusal).toBeNull()
  })

  it('says why there is no answer, until there is one', async () => {
    const { asked, latest } = slowHost()
    latest.ask({ n: 1 })
    asked[0]?.fail()
    await settle()
    expect(latest.refusal).toBe('no 1')
    latest.ask({ n: 2 })
    await settle()
    asked[1]?.answer()
    await settle()
    expect([latest.value, latest.refusal]).toEqual([2, null])
  })

  it('takes no answer after it was cancelled', async () => {
    const { asked, aborted, latest } = slowHost()
    latest.ask({ n: 1 })
    latest.ask({ n: 2 })
    latest.cancel()
    asked[0]?.answer()
    await settle()
    expect(aborted).toEqual([1])
    expect(asked).toHaveLength(1)
    expect([latest.value, latest.refusal, latest.isAsking]).toEqual([null, null, false])
  })
})
