import type { Extent } from './curriculum.ts'
import type { Position } from './lane.ts'

/**
 * Length of a run. The last batch of an epoch may be short: an epoch is every training example once,
 * or `replays` times in free adversarial training, where each replay is a step.
 */
export function extentOf(run: {
  readonly epochs: number
  readonly batchSize: number
  readonly train: number
  readonly replays?: number
}): Extent {
  const stepsPerEpoch = Math.ceil(run.train / run.batchSize) * (run.replays ?? 1)
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

/** Why a position cannot be in a run of this extent, as a sentence; undefined where it can. */
export function beyondEnd(at: Position, extent: Extent): string | undefined {
  const step = stepOf(at, extent)
  if (step <= extent.steps) return undefined
  const epochs = extent.steps / extent.stepsPerEpoch
  const written = 'epoch' in at ? `epoch ${at.epoch}` : `step ${step}`
  const end = 'epoch' in at ? `its end is epoch ${epochs + 1}` : `its end is step ${extent.steps}`
  return `${written} is beyond the end: the run has ${epochs} epochs (${extent.steps} steps); ${end}`
}
