import type { ComparisonDraft, SavedComparison } from '#contract'
import { CuspError } from '#errors'
import type { Desk } from '../desk.ts'
import { newId } from '../new-run.ts'

export function listComparisons({ store }: Desk): SavedComparison[] {
  return store.comparisons.list().map((row) => ({
    ...row,
    // What was kept came through the contract, which reads it again on its way out.
    view: JSON.parse(row.view) as SavedComparison['view'],
  }))
}

/** @throws CuspError `comparison.unknown`. */
export function saveComparison(
  { store, notices, clock }: Desk,
  { id, name, runs, view }: ComparisonDraft,
): SavedComparison {
  if (id !== undefined && !store.comparisons.has(id)) throw unknown(id)
  const saved = { id: id ?? newId(), name, runs, updatedAt: clock.now() }
  store.comparisons.save({ ...saved, view: JSON.stringify(view) })
  notices.publish({ kind: 'comparisons' })
  return { ...saved, view }
}

/** @throws CuspError `comparison.unknown`. */
export function removeComparison({ store, notices }: Desk, id: string): Record<string, never> {
  if (!store.comparisons.remove(id)) throw unknown(id)
  notices.publish({ kind: 'comparisons' })
  return {}
}

function unknown(id: string): CuspError {
  return new CuspError('comparison.unknown', `No saved comparison has the id "${id}".`, {
    place: 'id',
  })
}
