import type { Batch, ImageShape } from '#dataset'
import { generator, type RandomKey } from '#random'
import type { Augmentation } from '#spec'

/**
 * Shifts each image by whole pixels within ± crop (what comes from outside is black), then mirrors
 * half of them. Draws, always three: `[...key, 'augmentation', index]` → columns, rows, mirror.
 */
export function augment(
  batch: Batch,
  shape: ImageShape,
  { crop, flip }: Augmentation,
  key: RandomKey,
): Batch {
  const images = new Float32Array(batch.images.length)
  const pixels = images.length / batch.size
  batch.indices.forEach((index, i) => {
    const random = generator([...key, 'augmentation', index])
    const dx = random.integer(2 * crop + 1) - crop
    const dy = random.integer(2 * crop + 1) - crop
    const isMirrored = flip && random.uniform() < 0.5
    const [from, to] = [i * pixels, (i + 1) * pixels]
    cut(batch.images.subarray(from, to), images.subarray(from, to), shape, { dx, dy, isMirrored })
  })
  return { ...batch, images }
}

/** Fills `out` so that its pixel (x, y) is `image`'s (x + dx, y + dy), columns reversed if mirrored. */
function cut(
  image: Float32Array,
  out: Float32Array,
  { height, width, channels }: ImageShape,
  { dx, dy, isMirrored }: { dx: number; dy: number; isMirrored: boolean },
): void {
  for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
    for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x++) {
      const column = isMirrored ? width - 1 - x : x
      const source = ((y + dy) * width + x + dx) * channels
      out.set(image.subarray(source, source + channels), (y * width + column) * channels)
    }
  }
}
