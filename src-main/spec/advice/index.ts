import { positionsResolved } from '#curriculum'
import { extentOfRun } from '../resolve.ts'
import type { RunSpec } from '../run-spec.ts'
import type { Advice } from './advice.ts'
import { adviseOnEvaluation } from './evaluation.ts'
import { adviseOnDeadLanes, adviseOnJumps } from './lanes.ts'
import { adviseOnProblems } from './problems.ts'
import { adviseOnReach } from './strength.ts'

export type { Advice, Fix } from './advice.ts'

/** What to look at before a run, with a change for each that answers it: problems first. */
export function adviseOn(spec: RunSpec): readonly Advice[] {
  const problems = adviseOnProblems(spec)
  const isWrong = problems.some(({ at }) => at !== undefined)
  const extent = extentOfRun(spec)
  // Where keys are wrong, or there is no run to speak of, nothing finer can be said.
  if (isWrong || extent.steps < 1 || !Number.isFinite(extent.steps)) return problems
  const curriculum = positionsResolved(spec.curriculum, extent)
  return [
    ...problems,
    ...adviseOnEvaluation(spec, curriculum),
    ...adviseOnReach(spec, curriculum),
    ...adviseOnJumps(curriculum),
    ...adviseOnDeadLanes(spec, curriculum),
  ]
}

/** What to look at in any of several runs, once; of what would keep them from starting, nothing. */
export function notesOn(specs: readonly RunSpec[]): readonly string[] {
  const notes = specs.flatMap(adviseOn).filter(({ tone }) => tone === 'note')
  return [...new Set(notes.map(({ text }) => text))]
}
