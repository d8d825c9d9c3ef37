import {
  laneAt,
  laneNames,
  positionsResolved,
  sampleLane,
  type LaneName,
  type LanePoint,
  type ResolvedCurriculum,
} from '#contract'
import type { BoardGroup } from './board.svelte.ts'

/** One group's course of a lane. */
export interface LaneCourse {
  readonly group: BoardGroup
  readonly points: readonly LanePoint[]
}

/** A lane that not all groups have alike, and its course in each. */
export interface LaneDifference {
  readonly lane: LaneName
  readonly courses: readonly LaneCourse[]
  /** The step at which some group is farthest from the baseline, and how far: in words below. */
  readonly widest: {
    readonly step: number
    readonly label: string
    readonly values: readonly [number, number]
  } | null
}

const grid = 160

/** Lanes whose course differs between the groups, those of the editor's order first. */
export function laneDifferences(groups: readonly BoardGroup[]): LaneDifference[] {
  const resolved = new Map(groups.map((group) => [group.id, resolvedOf(group)]))
  const base = groups.find(({ isBaseline }) => isBaseline) ?? groups[0]
  return laneNames.flatMap((lane) => {
    const isSet = groups.some(({ curriculum }) => (curriculum.lanes[lane]?.length ?? 0) > 0)
    if (!isSet) return []
    const courses = groups.flatMap((group) => {
      const own = resolved.get(group.id)
      return own ? [{ group, points: sampleLane(own, lane, 0, group.extent.steps, grid) }] : []
    })
    const widest = base ? widestOf(lane, base, groups, resolved) : null
    return widest || groups.length === 1 ? [{ lane, courses, widest }] : []
  })
}

/**
 * Two courses as far as both are trained: where one has ended there is nothing to be away from. Each ends
 * at the same step, with the value it has there.
 */
export function whileBoth(
  one: readonly LanePoint[],
  other: readonly LanePoint[],
): readonly [readonly LanePoint[], readonly LanePoint[]] {
  const end = Math.min(one.at(-1)?.step ?? 0, other.at(-1)?.step ?? 0)
  return [until(one, end), until(other, end)]
}

function until(points: readonly LanePoint[], end: number): LanePoint[] {
  const before = points.filter(({ step }) => step <= end)
  const [last, next] = [before.at(-1), points[before.length]]
  if (!last || !next || last.step === end) return before
  const share = (end - last.step) / (next.step - last.step)
  return [...before, { step: end, value: last.value + share * (next.value - last.value) }]
}

function resolvedOf({ curriculum, extent }: BoardGroup): ResolvedCurriculum {
  return positionsResolved(curriculum, extent)
}

function widestOf(
  lane: LaneName,
  base: BoardGroup,
  groups: readonly BoardGroup[],
  resolved: ReadonlyMap<string, ResolvedCurriculum>,
): LaneDifference['widest'] {
  let widest: LaneDifference['widest'] = null
  let most = 0
  for (const group of groups) {
    const [own, other] = [resolved.get(base.id), resolved.get(group.id)]
    if (!own || !other || group === base) continue
    const steps = Math.max(base.extent.steps, group.extent.steps)
    for (let i = 0; i <= grid; i++) {
      const step = Math.round((steps * i) / grid)
      const values = [laneAt(other, lane, step), laneAt(own, lane, step)] as const
      const away = Math.abs(values[0] - values[1])
      if (away > most) [most, widest] = [away, { step, label: group.label, values }]
    }
  }
  return widest
}
