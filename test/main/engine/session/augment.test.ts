import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Batch } from '#dataset'
import { augment } from '../../../../src-main/engine/session/augment.ts'

const shape = { height: 4, width: 5, channels: 2 }
const pixels = 40

/** Pixels that tell where they come from: none is 0 and no two of an image are alike. */
function batchOf(indices: readonly number[]): Batch {
  const images = Float32Array.from(
    indices.flatMap((index) => Array.from({ length: pixels }, (_, at) => at + 1 + index / 100)),
  )
  const labels = new Int32Array(indices.length)
  return { images, labels, indices: Uint32Array.from(indices), size: indices.length }
}

/** Every shift and mirroring that takes the one image to the other. */
function ways(image: Float32Array, out: Float32Array, crop: number): string[] {
  const found: string[] = []
  const at = (of: Float32Array, x: number, y: number, c: number): number =>
    x < 0 || y < 0 || x >= 5 || y >= 4 ? 0 : of[(y * 5 + x) * 2 + c]
  for (let dx = -crop; dx <= crop; dx++)
    for (let dy = -crop; dy <= crop; dy++)
      for (const mirrored of [false, true]) {
        const fits = Array.from(out).every((value, i) => {
          const [x, y, c] = [Math.floor(i / 2) % 5, Math.floor(i / 10), i % 2]
          return value === at(image, (mirrored ? 4 - x : x) + dx, y + dy, c)
        })
        if (fits) found.push(`${dx} ${dy} ${mirrored}`)
      }
  return found
}

describe('engine/session/augment', () => {
  it('moves and mirrors whole images and nothing else', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.boolean(), fc.nat(), (crop, flip, seed) => {
        const batch = batchOf([seed % 9, 40, 41])
        const { images } = augment(batch, shape, { crop, flip }, [seed])
        for (let i = 0; i < 3; i++) {
          const [from, to] = [i * pixels, (i + 1) * pixels]
          const found = ways(batch.images.subarray(from, to), images.subarray(from, to), crop)
          expect(found.length).toBeGreaterThan(0)
          if (!flip) expect(found.every((way) => way.endsWith('false'))).toBe(true)
        }
      }),
      { seed: 1 },
    )
  })

  it('uses every shift and both sides about equally often', () => {
    const batch = batchOf(Array.from({ length: 1800 }, (_, i) => i))
    const { images } = augment(batch, shape, { crop: 1, flip: true }, ['count'])
    const counts = new Map<string, number>()
    for (let i = 0; i < 1800; i++) {
      const [from, to] = [i * pixels, (i + 1) * pixels]
      const [way] = ways(batch.images.subarray(from, to), images.subarray(from, to), 1)
      counts.set(way, (counts.get(way) ?? 0) + 1)
    }
    expect(counts.size).toBe(18)
    // 100 each on average; five standard deviations are 49.
    for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(49)
  })

  it('draws for an example by its index, whatever stands beside it', () => {
    const settings = { crop: 2, flip: true }
    const together = augment(batchOf([3, 8, 5]), shape, settings, ['key']).images
    const alone = augment(batchOf([8]), shape, settings, ['key']).images
    expect(together.subarray(pixels, 2 * pixels)).toEqual(alone)
    const cropped = augment(batchOf([8]), shape, { ...settings, flip: false }, ['key']).images
    const [way] = ways(batchOf([8]).images, alone, 2)
    const [unmirrored] = ways(batchOf([8]).images, cropped, 2)
    expect(way.split(' ').slice(0, 2)).toEqual(unmirrored.split(' ').slice(0, 2))
  })
})
