import { errorOf } from '#errors'
import type { Norm } from '#threat'
import type { Curriculum, Extent, ResolvedCurriculum } from './curriculum.ts'
import { stepOf } from './extent.ts'
import { laneNames } from './lane.ts'
import { lintCurriculum } from './lint.ts'

/**
 * Turns positions into steps: epoch e starts at step (e − 1) · stepsPerEpoch, a share at that share
 * of all steps. A key's value holds from its own step on. Keys and stages come out in rising order.
 * @throws CuspError `spec.invalid` with the first problem of `lintCurriculum` and how many more.
 */
export function resolveCurriculum(
  curriculum: Curriculum,
  extent: Extent,
  norm: Norm = 'linf',
): ResolvedCurriculum {
  const problems = lintCurriculum(curriculum, extent, norm)
  if (problems.length > 0) throw errorOf(problems, { name: 'curriculum' })
  return positionsResolved(curriculum, extent)
}

/** The same without checks, for drawing a curriculum while it is being edited. Muted lanes go. */
export function positionsResolved(curriculum: Curriculum, extent: Extent): ResolvedCurriculum {
  const lanes = laneNames.flatMap((lane) => {
    const keys = curriculum.lanes[lane]
    if (keys === undefined || curriculum.muted?.includes(lane)) return []
    const resolved = keys.map(({ at, value, easing }) => ({
      step: stepOf(at, extent),
      value,
      easing,
    }))
    return [[lane, resolved.sort((a, b) => a.step - b.step)] as const]
  })
  const stages = curriculum.stages.map(({ name, from, to, gate }) => ({
    name,
    from: stepOf(from, extent),
    to: stepOf(to, extent),
    ...(gate && { gate }),
  }))
  return {
    name: curriculum.name,
    extent,
    lanes: Object.fromEntries(lanes),
    stages: stages.sort((a, b) => a.from - b.from),
  }
}
