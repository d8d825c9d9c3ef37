import type { Rehearsal } from '#contract'
import { resolveRun, type RunSpec } from '#spec'
import { placesOf, type Desk } from '../desk.ts'

/**
 * A dry run in a process of its own: two batches end to end.
 * @throws CuspError `spec.invalid`, and whatever the run itself would end with.
 */
export function rehearseRun(desk: Desk, spec: RunSpec): Promise<Rehearsal> {
  resolveRun(spec)
  const { models } = desk.folder
  return desk.runErrand({ kind: 'rehearse', spec, models, places: placesOf(desk) })
}
