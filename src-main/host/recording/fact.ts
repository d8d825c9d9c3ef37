import type { RunEvent } from '#trainer'
import type { WritableStore } from '#store'

/** One thing learnt about a run, ready to be kept; keeping it twice is keeping it once. */
export interface Fact {
  readonly points: readonly {
    readonly step: number
    readonly name: string
    readonly value: number
  }[]
  readonly line: LineDraft | null
  /** What else it changes in the store. */
  readonly effect: ((store: WritableStore, run: number) => void) | null
}

/** A line of the log before it has its number. */
export interface LineDraft {
  readonly at: number
  readonly step: number
  readonly source: 'worker' | 'host'
  readonly kind: string
  readonly text: string
  readonly body: string
}

/** Keeps a fact; each point and line takes the run's next number. */
export function keepFact(store: WritableStore, run: number, fact: Fact): void {
  for (const point of fact.points) {
    store.metrics.add(run, { ...point, seq: store.runs.nextSeq(run) })
  }
  if (fact.line) store.events.add(run, { ...fact.line, seq: store.runs.nextSeq(run) })
  fact.effect?.(store, run)
}

/** A fact that the host itself tells: it stays in the log whatever is resumed from. */
export function hostLine(at: number, step: number, kind: string, text: string): Fact {
  const line: LineDraft = { at, step, source: 'host', kind, text, body: '{}' }
  return { points: [], line, effect: null }
}

/** An event as JSON, without its arrays, which are kept elsewhere. */
export function bodyOf(event: RunEvent): string {
  return JSON.stringify(event, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? undefined : value,
  )
}
