import type { Curriculum, Extent } from '../curriculum.ts'
import { positionLike, stepOf } from '../extent.ts'
import { laneNames, type LaneName } from '../lane.ts'
import { keyAt, settle, type Edit, type EditFrame, type KeyRef } from './settle.ts'

/** A strictly rising map of steps: no key overtakes another, none lands on another. */
export type TimeMap = (step: number) => number

/** The keys of some lanes that lie in [from, to]. */
export function keysWithin(
  curriculum: Curriculum,
  lanes: readonly LaneName[],
  from: number,
  to: number,
  extent: Extent,
): readonly KeyRef[] {
  return laneNames
    .filter((lane) => lanes.includes(lane))
    .flatMap((lane) =>
      (curriculum.lanes[lane] ?? []).flatMap(({ at }, index) => {
        const step = stepOf(at, extent)
        return step >= from && step <= to ? [{ lane, index }] : []
      }),
    )
}

/** Keys put where `map` sends their steps; positions keep the unit they are written in. */
export function mapKeys(
  curriculum: Curriculum,
  refs: readonly KeyRef[],
  map: TimeMap,
  { extent }: EditFrame,
): Edit {
  const moved = new Map(
    laneNames.flatMap((lane) => {
      const own = refs.filter((ref) => ref.lane === lane)
      if (own.length === 0) return []
      const keys = own.map((ref) => {
        const key = keyAt(curriculum, ref)
        const step = stepOf(key.at, extent)
        const to = Math.round(map(step))
        return to === step ? key : { ...key, at: positionLike(key.at, to, extent) }
      })
      return [[lane, keys] as const]
    }),
  )
  return settle(curriculum, moved, refs, extent)
}

/**
 * Stretches keys in time about a step that stays. The factor stops where the first key would leave
 * the run and where two keys of a lane would come to lie on one step, so that scaling back undoes it.
 */
export function scaleKeys(
  curriculum: Curriculum,
  refs: readonly KeyRef[],
  about: number,
  factor: number,
  frame: EditFrame,
): Edit {
  const steps = refs.map((ref) => stepOf(keyAt(curriculum, ref).at, frame.extent))
  const [first, last] = [Math.min(...steps), Math.max(...steps)]
  const before = first < about ? about / (about - first) : Infinity
  const after = last > about ? (frame.extent.steps - about) / (last - about) : Infinity
  const least = 1 / smallestGap(curriculum, refs, frame.extent)
  const within = Math.max(Math.min(factor, before, after), Math.min(1, least))
  return mapKeys(curriculum, refs, (step) => about + (step - about) * within, frame)
}

/** Steps between the two nearest keys of any one lane; Infinity where no lane has two. */
function smallestGap(curriculum: Curriculum, refs: readonly KeyRef[], extent: Extent): number {
  return Math.min(
    ...laneNames.flatMap((lane) => {
      const steps = refs
        .filter((ref) => ref.lane === lane)
        .map((ref) => stepOf(keyAt(curriculum, ref).at, extent))
        .sort((a, b) => a - b)
      return steps.slice(1).map((step, i) => step - steps[i])
    }),
    Infinity,
  )
}

/**
 * Moves everything from a step on by so many steps: keys of `lanes`, and the borders of stages. What
 * lies on the very end of the run stays there; all stop as one before it, and behind what stays.
 */
export function ripple(
  curriculum: Curriculum,
  from: number,
  by: number,
  lanes: readonly LaneName[],
  frame: EditFrame,
): Edit {
  const { extent } = frame
  const refs = keysWithin(curriculum, lanes, from, extent.steps - 1, extent)
  const borders = curriculum.stages.flatMap((stage) => [
    stepOf(stage.from, extent),
    stepOf(stage.to, extent),
  ])
  const steps = refs.map((ref) => stepOf(keyAt(curriculum, ref).at, extent))
  const moving = [...steps, ...borders.filter((step) => step >= from && step < extent.steps)]
  if (moving.length === 0) return { curriculum, keys: refs }
  const staying = [
    ...keysWithin(curriculum, lanes, 0, from - 1, extent).map((ref) =>
      stepOf(keyAt(curriculum, ref).at, extent),
    ),
    ...borders.filter((step) => step < from),
  ]
  const least = Math.max(-1, ...staying) + 1 - Math.min(...moving)
  const most = extent.steps - 1 - Math.max(...moving)
  const shift = Math.min(Math.max(Math.round(by), Math.min(0, least)), Math.max(0, most))
  const map: TimeMap = (step) => (step >= from && step < extent.steps ? step + shift : step)
  const edit = mapKeys(curriculum, refs, map, frame)
  return { ...edit, curriculum: mapBorders(edit.curriculum, map, extent) }
}

/** The borders of stages put where `map` sends their steps. */
export function mapBorders(curriculum: Curriculum, map: TimeMap, extent: Extent): Curriculum {
  const moved = (at: Curriculum['stages'][number]['from']) => {
    const step = stepOf(at, extent)
    const to = Math.round(map(step))
    return to === step ? at : positionLike(at, to, extent)
  }
  const stages = curriculum.stages.map((stage) => ({
    ...stage,
    from: moved(stage.from),
    to: moved(stage.to),
  }))
  return { ...curriculum, stages }
}
