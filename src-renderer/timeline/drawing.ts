import type { LaneName, ResolvedKey } from '#contract'
import { padding, type LaneBand } from './layout.ts'
import { axisScale, laneAxis, type LaneAxis } from './lane-axis.ts'
import type { EpsilonUnit } from './epsilon-unit.ts'
import { formatTick } from './lane-format.ts'
import { areaPath, linePath, type Point, type Sample } from './path.ts'
import type { PlacedKey } from './hit.ts'
import { clamp, type Scale } from './scale.ts'

/** One lane as drawn: path data, ticks and keys in pixels of the timeline. */
export interface LaneDrawing {
  readonly lane: LaneName
  readonly top: number
  readonly bottom: number
  /** Where zero (or the lowest decade) lies. */
  readonly floor: number
  readonly line: string
  readonly area: string
  readonly ticks: readonly { readonly y: number; readonly label: string }[]
  readonly keys: readonly PlacedKey[]
  readonly toY: (value: number) => number
}

/** The scale of a lane inside its band; a frozen `axis` keeps it still while keys are dragged. */
export function bandScale(axis: LaneAxis, { top, height }: LaneBand): Scale {
  return axisScale(axis, top + height - padding.bottom, top + padding.top)
}

export function axisOf(lane: LaneName, keys: readonly ResolvedKey[], unit?: EpsilonUnit): LaneAxis {
  return laneAxis(
    lane,
    keys.map(({ value }) => value),
    unit,
  )
}

/** Draws a lane's keys and the samples of its curve into its band. */
export function drawLane(
  band: LaneBand,
  axis: LaneAxis,
  keys: readonly ResolvedKey[],
  samples: readonly Sample[],
  time: Scale,
  unit?: EpsilonUnit,
): LaneDrawing {
  const { lane, top, height } = band
  const scale = bandScale(axis, band)
  const floor = top + height - padding.bottom
  // A key dragged beyond its lane's axis stays in sight at the lane's edge.
  const toY = (value: number): number => clamp(scale.toPixel(value), top + 6, floor)
  const points: Point[] = samples.map(({ step, value }) => ({
    x: time.toPixel(step),
    y: toY(value),
  }))
  return {
    lane,
    top,
    bottom: top + height,
    floor,
    line: linePath(points),
    area: areaPath(points, floor),
    ticks: axis.ticks.map((value) => ({ y: toY(value), label: formatTick(lane, value, unit) })),
    keys: keys.map(({ step, value }, index) => ({
      lane,
      index,
      x: time.toPixel(step),
      y: toY(value),
    })),
    toY,
  }
}
