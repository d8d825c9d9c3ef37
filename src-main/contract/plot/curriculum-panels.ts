import {
  laneNames,
  positionsResolved,
  sampleLane,
  type LaneName,
  type LanePoint,
  type ResolvedCurriculum,
} from '#curriculum'
import type { Panel, Point } from '#figure'
import type { ComparedGroup } from '../comparison.ts'
import { extentOf } from './extent.ts'
import { lookOf, type PlotGroup } from './plot-group.ts'
import { laneWords } from './words.ts'

type Trained = PlotGroup & Pick<ComparedGroup, 'curriculum' | 'extent'>

/** Places at which a bent lane is sampled; its keys have points of their own. */
const places = 200

/**
 * Lanes of the groups' curricula over their training, a panel each: those wanted, else those in which
 * the groups differ, else all that are not 0.
 */
export function curriculumPanels(
  groups: readonly Trained[],
  wanted: readonly LaneName[] | undefined,
): Panel[] {
  const drawn = groups.map((group) => {
    const resolved = positionsResolved(group.curriculum, group.extent)
    const courses = new Map(laneNames.map((lane) => [lane, courseOf(resolved, lane)]))
    return { group, courses }
  })
  const to = Math.max(1, ...groups.map(({ extent }) => extent.steps))
  const courses = drawn.map((one) => one.courses)
  return lanesOf(courses, wanted).map((lane) => {
    const series = drawn.map(({ group: { id, label, place }, courses: of }) => ({
      ...{ ...lookOf(place), id, label, marks: 'few' as const, band: [], points: [] },
      means: of.get(lane) ?? [],
    }))
    const most = Math.max(...series.flatMap(({ means }) => means.map(([, value]) => value)))
    return {
      title: '',
      x: { label: 'training step', from: 0, to },
      // A lane at its highest is no part of the frame.
      y: { label: laneWords[lane], from: 0, to: extentOf([0, most * 1.05])[1] },
      series,
    }
  })
}

type Courses = ReadonlyMap<LaneName, readonly Point[]>

function lanesOf(courses: readonly Courses[], wanted: readonly LaneName[] | undefined) {
  if (wanted) return laneNames.filter((lane) => wanted.includes(lane))
  // One shape over a longer training is no other curriculum.
  const written = (lane: LaneName): string[] =>
    courses.map((of) => {
      const course = of.get(lane) ?? []
      const steps = course.at(-1)?.[0] ?? 1
      return course.map(([step, value]) => `${(step / steps).toFixed(4)} ${value}`).join()
    })
  const differing = laneNames.filter((lane) => new Set(written(lane)).size > 1)
  if (differing.length > 0) return differing
  return laneNames.filter((lane) =>
    courses.some((of) => of.get(lane)?.some(([, value]) => value !== 0)),
  )
}

/** A lane as a line through as few points as say the same. */
function courseOf(resolved: ResolvedCurriculum, lane: LaneName): Point[] {
  const steps = Math.max(1, resolved.extent.steps)
  const points = sampleLane(resolved, lane, 0, steps, places)
  return straightened(points).map(({ step, value }) => [step, Number(value.toPrecision(9))])
}

/** Without the points that lie on the line between their neighbours. */
function straightened(points: readonly LanePoint[]): LanePoint[] {
  const kept: LanePoint[] = []
  for (const [i, point] of points.entries()) {
    const [before, after] = [kept.at(-1), points.at(i + 1)]
    if (before && after && isBetween(before, point, after)) continue
    kept.push(point)
  }
  return kept
}

function isBetween(before: LanePoint, point: LanePoint, after: LanePoint): boolean {
  const span = after.step - before.step
  if (span <= 0) return false
  const share = (point.step - before.step) / span
  const straight = before.value + share * (after.value - before.value)
  return Math.abs(straight - point.value) <= 1e-9 * Math.max(1, Math.abs(point.value))
}
