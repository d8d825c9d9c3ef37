import type { WritableStore } from '#store'
import type { NoticeBoard } from '../notices.ts'
import type { ClockSet, Sleep } from './awake.ts'
import { hostLine, keepFact } from './fact.ts'

/** Lines for the log of each run at work; kinds are stored. */
export type Tale = readonly {
  readonly at: number
  readonly kind: 'fellAsleep' | 'wokeUp' | 'clockLeft' | 'clockSet'
  readonly text: string
}[]

/** Two lines, so that the time asleep is no time at work. */
export function taleOfSleep({ from, to }: Sleep): Tale {
  const minutes = ((to - from) / 60_000).toFixed(1)
  const awake = `Awake again after ${minutes} min, which do not count as time at work.`
  return [
    { at: from, kind: 'fellAsleep', text: 'The machine went to sleep.' },
    { at: to, kind: 'wokeUp', text: awake },
  ]
}

/** Two lines, so that no time passes between what the clock showed before and after. */
export function taleOfSet({ from, to }: ClockSet): Tale {
  const way = to > from ? 'forward' : 'back'
  const text = `The machine’s clock was set ${way} by ${spanText(Math.abs(to - from))}, which does not count as time.`
  return [
    { at: from, kind: 'clockLeft', text: 'So far by the clock as it was.' },
    { at: to, kind: 'clockSet', text },
  ]
}

function spanText(ms: number): string {
  const minutes = ms / 60_000
  return minutes < 2880 ? `${minutes.toFixed(1)} min` : `${(minutes / 1440).toFixed(1)} days`
}

/** Tells it in the log of each run at work. */
export function tellLive(
  { store, notices }: { readonly store: WritableStore; readonly notices: NoticeBoard },
  tale: Tale,
): void {
  for (const { id, number, step } of store.runs.live()) {
    store.transaction(() => {
      for (const { at, kind, text } of tale)
        keepFact(store, number, hostLine(Math.round(at), step, kind, text))
    })
    notices.publish({ kind: 'run', run: id, seq: store.runs.get(id)?.seq ?? 0 })
  }
}
