import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  afterAwake,
  createAwakeClock,
  type ClockSet,
  type Sleep,
} from '../../../../src-main/host/recording/awake.ts'

/** A machine whose clocks are ours: steady time may stop asleep, its age never does. */
function machine({ stops }: { readonly stops: boolean }) {
  const time = { now: 1_000_000, elapsed: 5000, age: 70 }
  const pass = (ms: number, isAsleep: boolean) => {
    time.now += ms
    time.age += ms / 1000
    if (!isAsleep || !stops) time.elapsed += ms
  }
  const sleeps: Sleep[] = []
  const sets: ClockSet[] = []
  const clock = createAwakeClock({
    ...{ now: () => time.now, elapsed: () => time.elapsed, uptime: () => time.age },
    onSleep: (sleep) => sleeps.push(sleep),
    onSet: (set) => sets.push(set),
  })
  const work = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      pass(1000, false)
      vi.advanceTimersByTime(1000)
    }
  }
  return { ...{ time, clock, sleeps, sets, work }, sleep: (ms: number) => pass(ms, true) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe.each([
  { system: 'whose steady clock goes on asleep', stops: false },
  { system: 'whose steady clock stops asleep', stops: true },
])('host/recording/awake: on a system $system', ({ stops }) => {
  it('counts the time awake alone, and tells of each sleep once', () => {
    const { time, clock, sleeps, work, sleep } = machine({ stops })
    const start = clock.elapsed()
    work(60)
    const from = time.now
    sleep(3_600_000)
    expect(clock.elapsed() - start).toBe(60_000)
    expect(sleeps).toEqual([{ from, to: from + 3_600_000 }])
    work(30)
    expect(clock.elapsed() - start).toBe(90_000)
    expect(sleeps).toHaveLength(1)
    clock.close()
  })

  it('takes a busy moment for what it is', () => {
    const { clock, sleeps, work, time } = machine({ stops })
    const start = clock.elapsed()
    work(3)
    time.elapsed += 15_000
    time.age += 15
    expect(clock.elapsed() - start).toBe(18_000)
    expect(sleeps).toEqual([])
    clock.close()
  })

  it('keeps a limit of time that runs out asleep', () => {
    const { clock, work, sleep } = machine({ stops })
    const kill = vi.fn()
    afterAwake(clock, 10_000, kill)
    work(4)
    sleep(600_000)
    // A system that counts sleep fires the timer at once.
    vi.advanceTimersByTime(stops ? 0 : 600_000)
    expect(kill).not.toHaveBeenCalled()
    work(5)
    expect(kill).not.toHaveBeenCalled()
    work(2)
    expect(kill).toHaveBeenCalledTimes(1)
    clock.close()
  })

  it('tells of a clock that was set, to the moment, and of none for a sleep', () => {
    const { time, clock, sleeps, sets, work, sleep } = machine({ stops })
    work(5)
    sleep(3_600_000)
    work(1)
    expect(sets).toEqual([])
    const before = time.now
    time.now -= 31_536_000_000
    expect(clock.now()).toBe(before - 31_536_000_000)
    expect(sets).toEqual([{ from: before, to: before - 31_536_000_000 }])
    work(3)
    time.now += 31_536_000_000
    sleep(60_000)
    work(1)
    expect(sets.slice(1).map(({ from, to }) => to - from)).toEqual([31_536_000_000])
    expect(sleeps.map(({ from, to }) => to - from)).toEqual([3_601_000, 61_000])
    clock.close()
  })

  it('forgets a limit that is called off', () => {
    const { clock, work } = machine({ stops })
    const kill = vi.fn()
    afterAwake(clock, 2000, kill)()
    work(5)
    expect(kill).not.toHaveBeenCalled()
    clock.close()
  })
})

describe('host/recording/awake', () => {
  it('is not deceived by whoever sets the wall clock', () => {
    const { time, clock, sleeps, work } = machine({ stops: false })
    const start = clock.elapsed()
    time.now += 31_536_000_000
    work(5)
    time.now -= 63_072_000_000
    work(5)
    expect(clock.elapsed() - start).toBe(10_000)
    expect(sleeps).toEqual([])
    clock.close()
  })
})
