import type { ResolvedCurriculum, ResolvedKey, ResolvedStage, Settings } from './curriculum.ts'
import { drawnStep } from './drawn-step.ts'
import { ease } from './easing.ts'
import type { Gates } from './gate.ts'
import { laneKinds, laneNames, type LaneName } from './lane.ts'

/**
 * What holds at a training step: the one answer that trainer, preview, plots and cost use.
 * Before its first key a lane has the first value, after its last the last; a lane without keys has
 * its default. Whole lanes are rounded; overshoot is cut at the lane's range.
 * @param step in [0, steps]; fractions are for drawing.
 * @param gates that have opened in the run; without them each stays shut until its limit.
 */
export function settingsAt(
  resolved: ResolvedCurriculum,
  step: number,
  gates: Gates = [],
): Settings {
  const drawn = drawnStep(resolved, step, gates)
  return Object.fromEntries(
    laneNames.map((lane) => [lane, laneAt(resolved, lane, drawn)]),
  ) as Settings
}

/** One lane of `settingsAt`, on the axis the curriculum is drawn on. */
export function laneAt(resolved: ResolvedCurriculum, lane: LaneName, step: number): number {
  const keys = resolved.lanes[lane]
  const kind = laneKinds[lane]
  const value = keys === undefined || keys.length === 0 ? kind.otherwise : valueOf(keys, lane, step)
  return kind.whole ? Math.round(value) : value
}

function valueOf(keys: readonly ResolvedKey[], lane: LaneName, step: number): number {
  const next = firstAfter(keys, step)
  if (next === 0) return keys[0].value
  const from = keys[next - 1]
  if (next === keys.length) return from.value
  const to = keys[next]
  const moved = ease(from.easing, (step - from.step) / (to.step - from.step))
  if (moved === 0) return from.value
  const value = from.value + (to.value - from.value) * moved
  // Keys may lie above the lane's usual top (an L2 radius); overshoot stops at the higher of both.
  const { lowest, highest } = laneKinds[lane]
  return Math.min(Math.max(value, lowest), Math.max(highest, from.value, to.value))
}

/** Position of the first key after a step, by halving: lanes may have hundreds of keys. */
function firstAfter(keys: readonly ResolvedKey[], step: number): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (keys[middle].step <= step) low = middle + 1
    else high = middle
  }
  return low
}

/** The stage that a training step lies in, if any. @param gates as for `settingsAt`. */
export function stageAt(
  resolved: ResolvedCurriculum,
  step: number,
  gates: Gates = [],
): ResolvedStage | undefined {
  const drawn = drawnStep(resolved, step, gates)
  return resolved.stages.find((stage) => stage.from <= drawn && drawn < stage.to)
}
