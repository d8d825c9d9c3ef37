/** One named change from a snapshot to the next. Snapshots are immutable and shared. */
interface Entry<Snapshot> {
  readonly label: string
  readonly before: Snapshot
  readonly after: Snapshot
  /** Successive changes with the same key are one step back. */
  readonly merge: string | undefined
}

/** History of a document as immutable snapshots: what was, what is, what was undone. */
export interface History<Snapshot> {
  readonly present: Snapshot
  readonly past: readonly Entry<Snapshot>[]
  readonly future: readonly Entry<Snapshot>[]
}

/** Steps kept; a snapshot shares all it did not change with its neighbours. */
const depth = 500

export function beginHistory<Snapshot>(present: Snapshot): History<Snapshot> {
  return { present, past: [], future: [] }
}

/**
 * The history after a change to `after`, named `label`. A change to the same snapshot is none. With
 * the `merge` key of the last change the two become one; anything undone is forgotten.
 */
export function record<Snapshot>(
  history: History<Snapshot>,
  label: string,
  after: Snapshot,
  merge?: string,
): History<Snapshot> {
  if (Object.is(after, history.present)) return history
  const last = history.past.at(-1)
  const joins = merge !== undefined && last?.merge === merge && history.future.length === 0
  const before = joins ? last.before : history.present
  const kept = joins ? history.past.slice(0, -1) : history.past
  const past = [...kept, { label, before, after, merge }].slice(-depth)
  return { present: after, past, future: [] }
}

/** One step back; the same history where there is nothing to undo. */
export function undo<Snapshot>(history: History<Snapshot>): History<Snapshot> {
  const entry = history.past.at(-1)
  if (!entry) return history
  return {
    present: entry.before,
    past: history.past.slice(0, -1),
    future: [entry, ...history.future],
  }
}

/** One step forward again; the same history where there is nothing to redo. */
export function redo<Snapshot>(history: History<Snapshot>): History<Snapshot> {
  const [entry, ...future] = history.future
  if (!entry) return history
  return { present: entry.after, past: [...history.past, entry], future }
}

/** The same history whose last change no later one joins: a drag or a field was let go. */
export function seal<Snapshot>(history: History<Snapshot>): History<Snapshot> {
  const last = history.past.at(-1)
  if (!last || last.merge === undefined) return history
  return { ...history, past: [...history.past.slice(0, -1), { ...last, merge: undefined }] }
}
