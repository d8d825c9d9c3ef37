import type { Extent, LaneName, ResolvedKey } from '#contract'
import { snapStep, snapValue, type Pace, type ValueGrid } from './grid.ts'
import { offsetOf } from './gesture.ts'
import type { Point } from './path.ts'
import type { Scale } from './scale.ts'

/** A key as it was when it was taken hold of, with the scales that were drawn then. */
export interface Grab {
  readonly lane: LaneName
  readonly key: ResolvedKey
  readonly grid: ValueGrid
  readonly time: Scale
  readonly values: Scale
}

/** How a drag is read: what it snaps to and whether Shift holds it to one axis. */
export interface DragManner {
  readonly extent: Extent
  readonly toEpochs: boolean
  /** Steps that catch a key that comes near: other keys, borders of stages. */
  readonly marks: readonly number[]
  readonly pace: Pace
  readonly lock: boolean
}

/** How far keys go: in steps, and in units of the lane. */
export interface Shift {
  readonly steps: number
  readonly value: number
}

/** Pixels within which a mark catches a key. */
const catching = 6

/** The step under a pixel: a mark that is near, else the grid's. */
export function caughtStep(
  x: number,
  time: Scale,
  { extent, toEpochs, marks }: Pick<DragManner, 'extent' | 'toEpochs' | 'marks'>,
): number {
  const near = marks
    .map((mark) => ({ mark, away: Math.abs(time.toPixel(mark) - x) }))
    .filter(({ away }) => away <= catching)
    .sort((a, b) => a.away - b.away)
  return near[0]?.mark ?? snapStep(time.toValue(x), extent, toEpochs)
}

/** Pixels along one axis that count as a trembling hand while the other axis is moved. */
const tremble = 3

/** The shift of the grabbed key for a pointer that went from `from` to `to`. */
export function shiftOf(grab: Grab, from: Point, to: Point, manner: DragManner): Shift {
  const offset = offsetOf(from, to, manner.lock)
  const { key, lane, grid } = grab
  const x = grab.time.toPixel(key.step) + offset.x
  const up = grab.values.toValue(grab.values.toPixel(key.value) + offset.y)
  return {
    steps: Math.abs(offset.x) < tremble ? 0 : caughtStep(x, grab.time, manner) - key.step,
    value: Math.abs(offset.y) < tremble ? 0 : snapValue(lane, grid, up, manner.pace) - key.value,
  }
}
