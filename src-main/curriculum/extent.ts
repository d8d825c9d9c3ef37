import type { Extent } from './curriculum.ts'
import type { Position } from './lane.ts'

/**
 * Length of a run. The last batch of an epoch may be short: an epoch is every training example once.
 */
export function extentOf(run: {
  readonly epochs: number
  readonly batchSize: number
  readonly train: number
}): Extent {
  const stepsPerEpoch = Math.ceil(run.train / run.batchSize)
  return { steps: stepsPerEpoch * run.epochs, stepsPerEpoch }
}

/** The training step of a position; the end of the run is `extent.steps`, one beyond its last step. */
export function stepOf(position: Position, extent: Extent): number {
  if ('step' in position) return position.step
  if ('epoch' in position) return Math.round((position.epoch - 1) * extent.stepsPerEpoch)
  return Math.round(position.share * extent.steps)
}

/** A position for a step in the unit that another position is written in. */
export function positionLike(unit: Position, step: number, extent: Extent): Position {
  if ('step' in unit) return { step }
  if ('epoch' in unit) return { epoch: step / extent.stepsPerEpoch + 1 }
  return { share: step / extent.steps }
}

/** The epoch, from 1, that a training step belongs to. */
export function epochOf(step: number, extent: Extent): number {
  return Math.floor(step / extent.stepsPerEpoch) + 1
}
