import type { Batch } from '#dataset'
import { CuspError } from '#errors'
import type { PaddedBatch } from '../attack/index.ts'

/**
 * The examples [from, to) of a batch, padded with black images of label −1 to `capacity`, so that
 * one compiled graph serves every size.
 */
export function pad(
  batch: Batch,
  pixels: number,
  capacity: number,
  from = 0,
  to = batch.size,
): PaddedBatch {
  const size = to - from
  if (size > capacity)
    throw new CuspError('internal', `A batch of ${size} images is too large for ${capacity}.`)
  const images = new Float32Array(capacity * pixels)
  images.set(batch.images.subarray(from * pixels, to * pixels))
  const labels = new Int32Array(capacity).fill(-1)
  labels.set(batch.labels.subarray(from, to))
  return { images, labels, indices: batch.indices.slice(from, to), size }
}
