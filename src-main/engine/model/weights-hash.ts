import { createHash } from 'node:crypto'
import type { NamedArray } from '#trainer'

/** SHA-256 (hex) over names, shapes and little-endian float32 values: equal only bit for bit. */
export function weightsHash(weights: readonly NamedArray[]): string {
  const hash = createHash('sha256')
  for (const { name, shape, values } of weights) {
    hash.update(JSON.stringify([name, shape]))
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  }
  return hash.digest('hex')
}
