import { createHash } from 'node:crypto'
import type { ImageShape, Parts } from './dataset.ts'

/**
 * SHA-256 (hex) over count and shape (four little-endian uint32), the size of the train part where
 * there are parts (one more), images, labels.
 */
export function hashOf(
  shape: ImageShape,
  images: Uint8Array,
  labels: Uint8Array,
  parts?: Parts,
): string {
  const sizes = [labels.length, shape.height, shape.width, shape.channels]
  if (parts) sizes.push(parts.train)
  const header = Buffer.alloc(4 * sizes.length)
  sizes.forEach((size, i) => header.writeUInt32LE(size, 4 * i))
  return createHash('sha256').update(header).update(images).update(labels).digest('hex')
}
