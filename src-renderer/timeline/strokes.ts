import type { Extent, Stroke } from '#contract'
import type { Scale } from './scale.ts'

/** A drawn line so far: the value of each cell of the grid it went over, by the cell's number. */
export type Drawn = ReadonlyMap<number, number>

export const nothingDrawn: Drawn = new Map()

/** Pixels that a cell is wide where keys are not held to epochs. */
const cellPixels = 8

/** Steps of one cell: an epoch, or as many as make eight pixels. */
export function cellOf(extent: Extent, time: Scale, toEpochs: boolean): number {
  if (toEpochs) return extent.stepsPerEpoch
  return Math.max(1, Math.round(time.toValue(cellPixels) - time.toValue(0)))
}

/** `drawn` after the pen went from one place to another: no cell between the two is left out. */
export function drawOver(
  drawn: Drawn,
  from: { readonly step: number; readonly value: number },
  to: { readonly step: number; readonly value: number },
  cell: number,
  extent: Extent,
): Drawn {
  const last = Math.ceil(extent.steps / cell) - 1
  const cellAt = (step: number): number => Math.min(last, Math.max(0, Math.floor(step / cell)))
  const [start, end] = [cellAt(from.step), cellAt(to.step)]
  const next = new Map(drawn)
  const way = end >= start ? 1 : -1
  const cells = Math.abs(end - start)
  for (let i = 0; i <= cells; i++) {
    const share = cells === 0 ? 1 : i / cells
    next.set(start + way * i, from.value + (to.value - from.value) * share)
  }
  return next
}

/** The cells as levels, in order; what lies between two of them is the pen's, too. */
export function strokesOf(drawn: Drawn, cell: number, extent: Extent): readonly Stroke[] {
  return [...drawn]
    .sort(([a], [b]) => a - b)
    .map(([place, value]) => ({
      from: place * cell,
      to: Math.min(extent.steps, (place + 1) * cell),
      value,
    }))
}
