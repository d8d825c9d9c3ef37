import { setImmediate as nextTurn } from 'node:timers/promises'
import type { WritableStore } from '#store'
import { goOn } from './bundle/format/refusal.ts'

/** How long the host may do nothing else, in milliseconds: less than a person sees. */
const sliceMs = 20

export interface Slicing {
  readonly store: Pick<WritableStore, 'transaction'>
  /** Milliseconds of a steady clock. */
  readonly elapsed: () => number
  readonly signal?: AbortSignal | undefined
}

/**
 * Does long work a slice at a time, each in a transaction of its own, and lets everybody else have
 * their turn between two.
 * @param work pauses wherever a transaction may end.
 * @throws CuspError `bundle.cancelled` between two slices; what earlier slices did is the caller's.
 */
export async function inSlices<Result>(
  { store, elapsed, signal }: Slicing,
  work: Generator<void, Result>,
): Promise<Result> {
  for (;;) {
    goOn(signal)
    const last = store.transaction(() => {
      const end = elapsed() + sliceMs
      for (;;) {
        const step = work.next()
        if (step.done === true || elapsed() >= end) return step
      }
    })
    if (last.done === true) return last.value
    await nextTurn()
  }
}

/** Long work that changes nothing: whoever waits has a turn at each of its pauses. */
export async function inTurns<Result>(work: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    await nextTurn()
  }
}

/** All of it without a pause, for who has it in one transaction. */
export function atOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
