import {
  laneKinds,
  laneNames,
  sampleLane,
  type LaneName,
  type LanePoint,
  type ResolvedCurriculum,
} from '#contract'
import type { ColourName } from '../charts/index.ts'

/** The colour that stands for a lane's kind, everywhere. */
export function laneColour(lane: LaneName): ColourName {
  return laneKinds[lane].kind
}

/** Lanes worth drawing: those the curriculum sets, in the order of the editor. */
export function drawnLanes(curriculum: ResolvedCurriculum): LaneName[] {
  return laneNames.filter((lane) => curriculum.lanes[lane] !== undefined)
}

/** A lane as it will be trained, over the whole run. */
export function laneShape(
  curriculum: ResolvedCurriculum,
  lane: LaneName,
  points = 240,
): LanePoint[] {
  return sampleLane(curriculum, lane, 0, curriculum.extent.steps, points)
}

/** A path through a lane's points. */
export function lanePath(
  points: readonly LanePoint[],
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  const place = ({ step, value }: LanePoint): string =>
    `${x(step).toFixed(1)} ${y(value).toFixed(1)}`
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${place(point)}`).join('')
}
