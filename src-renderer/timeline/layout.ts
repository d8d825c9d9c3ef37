import { laneNames, type LaneName } from '#contract'

/** Where a lane is drawn, in pixels from the top of the lanes. */
export interface LaneBand {
  readonly lane: LaneName
  readonly top: number
  readonly height: number
}

/** Pixels of a lane at rest: the threat itself gets more room than what goes with it. */
const heights: Readonly<Record<LaneName, number>> = {
  epsilon: 128,
  rotation: 128,
  attackSteps: 84,
  translation: 84,
  adversarialShare: 74,
  spatialShare: 74,
  learningRate: 84,
}

/** Room of a lane above its highest and below its lowest value. */
export const padding = { top: 20, bottom: 14 } as const

/** `lanes` in the order of the glossary. */
export function inOrder(lanes: Iterable<LaneName>): readonly LaneName[] {
  const wanted = new Set(lanes)
  return laneNames.filter((lane) => wanted.has(lane))
}

/**
 * Lanes below one another. They share what height is left over, up to twice their own; where there is
 * too little they keep three quarters of it and the timeline scrolls.
 */
export function layoutLanes(lanes: readonly LaneName[], available: number): readonly LaneBand[] {
  const natural = lanes.reduce((sum, lane) => sum + heights[lane], 0)
  const factor = natural === 0 ? 1 : Math.min(2, Math.max(0.75, available / natural))
  let top = 0
  return lanes.map((lane) => {
    const height = Math.floor(heights[lane] * factor)
    const band = { lane, top, height }
    top += height
    return band
  })
}

export function bottomOf(bands: readonly LaneBand[]): number {
  const last = bands.at(-1)
  return last ? last.top + last.height : 0
}

/** The band at a height; the nearest one above or below all of them. */
export function bandAt(bands: readonly LaneBand[], y: number): LaneBand | undefined {
  return bands.find(({ top, height }) => y < top + height) ?? bands.at(-1)
}
