import { removeFolder } from '#disk'
import type { WritableStore } from '#store'
import { checkpointsOf } from './checkpoint/index.ts'
import type { DataFolder } from './folder.ts'
import { inSlices } from './in-slices.ts'
import { removeWithLast } from './model/runs-of.ts'

export interface Removal {
  readonly store: WritableStore
  readonly folder: Pick<DataFolder, 'checkpoints' | 'models'>
  /** Milliseconds of a steady clock. */
  readonly elapsed: () => number
  /** Aborted, it stops between two slices; whoever opens the folder next goes on. */
  readonly signal?: AbortSignal
  /** Told of rows that are gone. */
  readonly onRows?: (rows: number) => void
}

/**
 * Removes a run that is out of sight, and all that is recorded of it, a slice at a time. Files first:
 * as long as its row is there, the next host knows what a kill left.
 */
export async function removeRun(
  { store, folder, elapsed, signal, onRows = () => undefined }: Removal,
  { id, number }: { readonly id: string; readonly number: number },
): Promise<void> {
  await removeFolder(checkpointsOf(folder.checkpoints, id))
  removeWithLast(store, folder.models, number)
  await inSlices({ store, elapsed, signal }, counted(store.shelf.purge(number), onRows))
}

function* counted(parts: Generator<number, void>, onRows: (rows: number) => void) {
  for (const rows of parts) {
    onRows(rows)
    yield
  }
}
