import { extentOf, resolveCurriculum, type ResolvedCurriculum } from '#curriculum'
import { batchOf, epochOrder, type Batch } from '#dataset'
import type { RandomKey } from '#random'
import type { Job } from './job.ts'

/** A run laid out over its steps: which examples, by which draws, under which curriculum. */
export interface Course {
  /** Its extent is the run's, as long as no gate opens. */
  readonly curriculum: ResolvedCurriculum
  batchAt(step: number): Batch
  keyAt(step: number): RandomKey
  /** The epoch (from 1) that ends when `step` updates are done, if one does. */
  epochEndingAt(step: number): number | undefined
}

/**
 * Everything is a function of (spec, step), so that a resumed run sees what an unbroken one saw.
 * @throws CuspError `spec.invalid` for a curriculum with problems.
 */
export function courseOf({
  spec,
  dataset,
  split,
}: Pick<Job, 'spec' | 'dataset' | 'split'>): Course {
  const { batchSize, epochs } = spec
  const { replays = 1 } = spec.attack
  const train = split.train.length
  const extent = extentOf({ epochs, batchSize, train, replays })
  const { stepsPerEpoch } = extent
  const curriculum = resolveCurriculum(spec.curriculum, extent, spec.attack.norm)
  let shuffled: { epoch: number; order: Uint32Array } | undefined
  const orderOf = (epoch: number): Uint32Array => {
    if (shuffled?.epoch !== epoch)
      shuffled = { epoch, order: epochOrder(split.train, [spec.seed, 'order', epoch]) }
    return shuffled.order
  }
  return {
    curriculum,
    batchAt(step) {
      const epoch = Math.floor(step / stepsPerEpoch) + 1
      const from = Math.floor((step % stepsPerEpoch) / replays) * batchSize
      return batchOf(dataset, orderOf(epoch).subarray(from, from + batchSize))
    },
    // Replays of a batch draw alike: they see the same crop, moved by the same transform.
    keyAt: (step) => [spec.seed, 'train', Math.floor(step / replays)],
    epochEndingAt: (step) =>
      step > 0 && step % stepsPerEpoch === 0 ? step / stepsPerEpoch : undefined,
  }
}
