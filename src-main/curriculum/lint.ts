import type { Problem } from '#errors'
import {
  epsilonProblem,
  largestEpsilon,
  rotationProblem,
  translationProblem,
  type Norm,
} from '#threat'
import type { Curriculum, Extent } from './curriculum.ts'
import { beyondEnd, stepOf } from './extent.ts'
import { laneKinds, laneNames, type Keyframe, type LaneName } from './lane.ts'
import { lintStages } from './lint-stages.ts'

/**
 * Everything that keeps a curriculum from being run at this extent, as problems with their place;
 * empty when it can be run.
 * @param norm decides which radii of the epsilon lane can be meant.
 */
export function lintCurriculum(
  curriculum: Curriculum,
  extent: Extent,
  norm: Norm = 'linf',
): Problem[] {
  return [
    ...laneNames.flatMap((lane) => lintLane(curriculum.lanes[lane] ?? [], lane, extent, norm)),
    ...lintStages(curriculum, extent),
  ]
}

function lintLane(
  keys: readonly Keyframe[],
  lane: LaneName,
  extent: Extent,
  norm: Norm,
): Problem[] {
  const seen = new Map<number, number>()
  return keys.flatMap((key, index) => {
    const place = `curriculum.lanes.${lane}[${index}]`
    const problems: Problem[] = []
    const step = stepOf(key.at, extent)
    const twin = seen.get(step)
    if (twin !== undefined) {
      const message = `is step ${step}, where ${lane}[${twin}] already is; a lane has one key a step`
      problems.push({ place: `${place}.at`, message, value: key.at })
    }
    seen.set(step, index)
    const beyond = beyondEnd(key.at, extent)
    if (beyond) problems.push({ place: `${place}.at`, message: beyond, value: key.at })
    const value = valueProblem(lane, key.value, norm)
    if (value) problems.push({ place: `${place}.value`, message: value, value: key.value })
    return problems
  })
}

/** Why a lane cannot have this value, as a sentence; undefined where it can. */
export function valueProblem(
  lane: LaneName,
  value: number,
  norm: Norm = 'linf',
): string | undefined {
  if (lane === 'epsilon') return epsilonProblem(value, norm)
  const unit =
    lane === 'rotation'
      ? rotationProblem(value)
      : lane === 'translation'
        ? translationProblem(value)
        : undefined
  if (unit !== undefined) return unit
  const { lowest, highest, whole } = laneKinds[lane]
  if (value < lowest || value > highest) {
    return `${lane} is ${value}; ${lowest} to ${highest} belongs here`
  }
  if (whole && !Number.isInteger(value)) return `${lane} is ${value}; a whole number belongs here`
  return undefined
}

/** The nearest value that a lane can have: its range, and whole numbers where it has only those. */
export function clampToLane(lane: LaneName, value: number, norm: Norm = 'linf'): number {
  const { lowest, highest, whole } = laneKinds[lane]
  const top = lane === 'epsilon' ? largestEpsilon[norm] : highest
  const within = Math.min(Math.max(value, lowest), top)
  return whole ? Math.round(within) : within
}
