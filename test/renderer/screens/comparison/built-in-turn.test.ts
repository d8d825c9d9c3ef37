import '../../browser.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BuiltInTurn } from '../../../../src-renderer/screens/comparison/built-in-turn.svelte.ts'

describe('screens/comparison/built-in-turn', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('builds one part a task until all are there, however often it is started', () => {
    const turn = new BuiltInTurn(3)
    turn.start()
    turn.start()
    const counts = [turn.count]
    while (vi.getTimerCount() > 0) {
      vi.advanceTimersToNextTimer()
      turn.start()
      counts.push(turn.count)
    }
    expect(counts).toEqual([0, 1, 2, 3, 3])
  })

  it('starts by itself where nobody says that it may', () => {
    const turn = new BuiltInTurn(2)
    turn.startWithin(2000)
    vi.runAllTimers()
    expect(turn.count).toBe(2)
  })

  it('builds nothing more once it is stopped', () => {
    const turn = new BuiltInTurn(3)
    const stop = turn.startWithin(2000)
    turn.start()
    vi.advanceTimersToNextTimer()
    stop()
    vi.runAllTimers()
    expect(turn.count).toBe(1)
  })

  it('has all at once for print', () => {
    const turn = new BuiltInTurn(3)
    turn.startWithin(2000)
    turn.finish()
    expect(turn.count).toBe(3)
    vi.runAllTimers()
    expect(turn.count).toBe(3)
  })
})
