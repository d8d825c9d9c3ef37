import { randomBytes } from 'node:crypto'
import { resolveRun, type RunSpec } from '#spec'
import type { NewRun, RunRow } from '#store'
import type { Desk } from './desk.ts'
import { recordFork } from './fork.ts'

export interface RunOrigin {
  readonly group: string | null
  readonly study: string | null
}

/**
 * Makes runs of specs, all or none, and lets them wait in the queue in this order.
 * @param ids of the runs, one for each spec; a fork's checkpoint lies under its id already.
 * @throws CuspError `spec.invalid` when a spec's parts do not fit each other.
 */
export function addRuns(
  desk: Desk,
  specs: readonly RunSpec[],
  origin: RunOrigin,
  ids: readonly string[] = specs.map(newId),
): RunRow[] {
  const { store, notices, queue, clock } = desk
  const drafts = specs.map((spec, i) => draftOf(ids[i], spec, origin, clock.now()))
  const runs = store.transaction(() =>
    drafts.map((draft) => {
      const run = store.runs.add(draft)
      recordFork(desk, run, draft.spec)
      return run
    }),
  )
  notices.publish({ kind: 'runs' })
  // After the answer: whoever asked knows the ids before the first notice about them.
  setImmediate(() => queue.pump())
  return runs
}

function draftOf(id: string, spec: RunSpec, origin: RunOrigin, createdAt: number): NewRun {
  const { extent, curriculum } = resolveRun(spec)
  return {
    id,
    spec,
    resolved: JSON.stringify(curriculum),
    ...origin,
    totalSteps: extent.steps,
    stepsPerEpoch: extent.stepsPerEpoch,
    createdAt,
  }
}

/** Ten letters and digits that read well aloud: 50 bits, so two runs never share one. */
export function newId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
  return Array.from(randomBytes(10), (byte) => alphabet[byte % 32]).join('')
}
