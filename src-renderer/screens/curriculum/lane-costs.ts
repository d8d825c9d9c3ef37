import {
  laneNames,
  passesAt,
  settingsAt,
  type LaneName,
  type ResolvedCurriculum,
  type RunSpec,
} from '#contract'

/** Share of all passes that a lane is the reason for: what would be saved without it. */
export interface LaneCost {
  readonly lane: LaneName
  readonly share: number
}

const looks = 96

/**
 * What each lane costs, dearest first, from evenly spaced steps. A lane that costs nothing is left
 * out, and so is one that saves something, as fewer attack steps than the default do.
 */
export function laneCosts(spec: RunSpec, curriculum: ResolvedCurriculum): readonly LaneCost[] {
  const whole = passesOf(spec, curriculum)
  return laneNames
    .flatMap((lane) => {
      if (curriculum.lanes[lane] === undefined) return []
      const { [lane]: _gone, ...lanes } = curriculum.lanes
      const share = 1 - passesOf(spec, { ...curriculum, lanes }) / whole
      return share > 0.0005 ? [{ lane, share }] : []
    })
    .sort((a, b) => b.share - a.share)
}

function passesOf(spec: RunSpec, curriculum: ResolvedCurriculum): number {
  const { steps } = curriculum.extent
  const places = Array.from({ length: looks }, (_, i) => Math.floor(((i + 0.5) * steps) / looks))
  return places.reduce((sum, step) => {
    const { forward, backward } = passesAt(settingsAt(curriculum, step), spec)
    return sum + forward + backward
  }, 0)
}
