import type { Removed } from '#contract'
import { CuspError } from '#errors'
import type { RunRow } from '#store'
import { requireRun, requireStopped, type Desk } from '../desk.ts'
import { spokenOfDisk } from '../disk-full.ts'
import { inProgress } from '../in-progress.ts'
import { oneByOne } from '../one-by-one.ts'
import { removeRun } from '../remove-run.ts'

/** Rows between two tellings: a tenth of a second's. */
const stride = 20_000

/**
 * Removes deleted runs for ever, one after the other. All of them are out of sight at once; a host that
 * is killed leaves the rest to the next one. Whoever leaves the stream stops it between two runs, and
 * those whose turn had not come are deleted as before.
 * @throws CuspError `run.unknown`; `run.wrong-state` for a run that is not deleted. Then none is removed.
 */
export function purgeRuns(desk: Desk, ids: readonly string[], signal: AbortSignal | undefined) {
  const total = sizeOf(deletedOf(desk, ids))
  const work = (onRows: (rows: number) => void, ended: AbortSignal): Promise<Removed> =>
    oneByOne(desk, async () => ({ kind: 'removed', runs: await purge(desk, ids, onRows, ended) }))
  return inProgress(total, signal, work, stride)
}

async function purge(
  desk: Desk,
  ids: readonly string[],
  onRows: (rows: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const { store, folder, clock } = desk
  // Others may have had their turn since it was asked.
  const runs = store.transaction(() => {
    const found = deletedOf(desk, ids)
    for (const { number } of found) store.shelf.markPartial(number)
    return found
  })
  desk.notices.publish({ kind: 'runs' })
  let begun = 0
  try {
    while (begun < runs.length && !signal.aborted) {
      // A run that is begun is ended, whoever stops.
      await removeRun({ store, folder, elapsed: () => clock.elapsed(), onRows }, runs[begun++])
    }
    return begun
  } catch (error) {
    throw spokenOfDisk(error, folder.root)
  } finally {
    const kept = runs.slice(begun)
    store.transaction(() => {
      for (const { number, deletedAt } of kept) store.shelf.delete(number, deletedAt)
    })
    desk.notices.publish({ kind: 'runs' })
  }
}

/** Facts of runs, which is about how many rows they have. */
const sizeOf = (runs: readonly RunRow[]): number => runs.reduce((sum, { seq }) => sum + seq, 0)

function deletedOf(desk: Desk, ids: readonly string[]): RunRow[] {
  return [...new Set(ids)].map((id) => {
    const run = requireStopped(requireRun(desk, id), 'removed')
    if (run.deletedAt !== null) return run
    const message = `Run ${run.id} is not deleted; only deleted runs are removed for ever.`
    throw new CuspError('run.wrong-state', message, { place: 'run' })
  })
}
