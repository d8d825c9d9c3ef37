import { uptime } from 'node:os'
import type { Clock } from './clock.ts'

/** When the machine (or this process with its workers) stood still, in milliseconds since 1970. */
export interface Sleep {
  readonly from: number
  readonly to: number
}

/** When the clock that people read was set, in its own milliseconds before and after. */
export type ClockSet = Sleep

/** A clock whose steady time stands still while the machine sleeps. */
export interface AwakeClock extends Clock {
  close(): void
}

export interface AwakeSpec extends Clock {
  /** Seconds since the machine was started, those asleep with them. */
  readonly uptime?: (() => number) | undefined
  /** Told once for each sleep, when it is over, before any time after it is read. */
  readonly onSleep: (sleep: Sleep) => void
  /** Told once for each time that wall time moved otherwise than time, before any of it is read. */
  readonly onSet: (set: ClockSet) => void
}

/** How often a process that is awake looks, and after how long without a look it was not, in ms; likewise a clock set. */
const beat = 1000
const silence = 20_000

/**
 * Nobody tells a process that the machine slept, and what steady clocks count then depends on the
 * system: on Windows and macOS they go on, on Linux they stop. So it looks each second, and where the
 * steady clock or the machine's own age has moved on by far more, nothing was computed meanwhile.
 * Wall time is not asked for that: people set it. That it was set is told by how much it moved otherwise.
 */
export function createAwakeClock(spec: AwakeSpec): AwakeClock {
  const { uptime: age = uptime, onSleep, onSet } = spec
  const read = () => ({ elapsed: spec.elapsed(), age: age(), now: spec.now() })
  let last = read()
  let slept = 0
  const awake = (): number => {
    const at = read()
    const passed = at.elapsed - last.elapsed
    const still = Math.max(passed, (at.age - last.age) * 1000)
    const set = at.now - last.now - still
    last = at
    if (still >= silence) {
      slept += passed
      onSleep({ from: at.now - set - still, to: at.now - set })
    }
    if (Math.abs(set) >= silence) onSet({ from: at.now - set, to: at.now })
    return at.elapsed - slept
  }
  const timer = setInterval(awake, beat).unref()
  const now = () => {
    awake()
    return spec.now()
  }
  return { now, elapsed: awake, close: () => clearInterval(timer) }
}

/**
 * Does `work` once so many milliseconds have passed awake: a limit that runs out while the machine
 * sleeps would end what is well.
 * @returns how to call it off
 */
export function afterAwake(
  clock: Pick<Clock, 'elapsed'>,
  ms: number,
  work: () => void,
): () => void {
  const end = clock.elapsed() + ms
  let timer: NodeJS.Timeout
  const wait = (left: number) => (timer = setTimeout(look, left).unref())
  const look = () => {
    const left = end - clock.elapsed()
    if (left > 0) wait(left)
    else work()
  }
  wait(ms)
  return () => clearTimeout(timer)
}
