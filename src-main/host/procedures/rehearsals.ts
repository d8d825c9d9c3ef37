import type { Rehearsal } from '#contract'
import { resolveRun, type RunSpec } from '#spec'
import { askedEngine } from '../engine/preferred.ts'
import { placesOf, type Desk } from '../desk.ts'

/**
 * A dry run in a process of its own: two batches end to end.
 * @throws CuspError `spec.invalid`, and whatever the run itself would end with.
 */
export async function rehearseRun(desk: Desk, spec: RunSpec): Promise<Rehearsal> {
  resolveRun(spec)
  const { models, engines } = desk.folder
  const choices = await desk.prober.choicesFor(askedEngine(spec, desk.store))
  const places = placesOf(desk)
  return desk.runErrand({ kind: 'rehearse', spec, models, places, engines, choices })
}
