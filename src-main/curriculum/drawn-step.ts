import type { ResolvedCurriculum } from './curriculum.ts'
import type { Gates } from './gate.ts'

/**
 * Where a run's step lies on the axis a curriculum is drawn on. A gate that opens skips the rest of
 * its stage: from its step on the run is where the stage's limit is drawn, and goes on from there.
 * @param gates none: every gate stays shut until its limit, and the two axes are one.
 */
export function drawnStep(resolved: ResolvedCurriculum, step: number, gates: Gates): number {
  const last = gates.findLast((gate) => gate.step <= step)
  return last === undefined ? step : step - last.step + limitOf(resolved, last.stage)
}

/** Steps of the whole run: as drawn, less what gates have skipped so far. */
export function stepsUnder(resolved: ResolvedCurriculum, gates: Gates): number {
  const { steps } = resolved.extent
  return steps - (drawnStep(resolved, steps, gates) - steps)
}

function limitOf({ stages }: ResolvedCurriculum, name: string): number {
  const stage = stages.find((candidate) => candidate.name === name)
  if (stage === undefined) throw new RangeError(`the curriculum has no stage "${name}"`)
  return stage.to
}
