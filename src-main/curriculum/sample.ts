import type { ResolvedCurriculum } from './curriculum.ts'
import type { LaneName } from './lane.ts'
import { laneAt } from './settings.ts'

/** A vertex of a drawn lane. */
export interface LanePoint {
  readonly step: number
  readonly value: number
}

/**
 * A lane as a polyline for drawing: `points` evenly spaced steps of [from, to], and every key
 * between them. Where a hold ends, two points share the key's step, so that jumps stay upright.
 */
export function sampleLane(
  resolved: ResolvedCurriculum,
  lane: LaneName,
  from: number,
  to: number,
  points: number,
): LanePoint[] {
  const gaps = Math.max(2, points) - 1
  const grid = Array.from({ length: gaps + 1 }, (_, i) => {
    const step = from + ((to - from) * i) / gaps
    return { step, value: laneAt(resolved, lane, step) }
  })
  const keys = resolved.lanes[lane] ?? []
  const corners = keys.flatMap((key, position) => {
    if (key.step <= from || key.step > to) return []
    const before = keys.at(position - 1)
    const upright = position > 0 && before?.easing === 'hold' ? [before.value] : []
    return [...upright, laneAt(resolved, lane, key.step)].map((value) => ({
      step: key.step,
      value,
    }))
  })
  const cornerSteps = new Set(corners.map(({ step }) => step))
  const plain = grid.filter(({ step }) => !cornerSteps.has(step))
  // A stable sort keeps the two points of a jump in their order.
  return [...plain, ...corners].sort((a, b) => a.step - b.step)
}
