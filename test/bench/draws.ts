import type { Batch, ImageShape } from '#dataset'
import { generator } from '#random'
import type { NamedArray } from '#trainer'

/** A batch of uniform noise: arithmetic costs the same whatever the pixels are. */
export function noise({ height, width, channels }: ImageShape, size: number): Batch {
  const random = generator(['benchmark'])
  const pixels = size * height * width * channels
  return {
    images: Float32Array.from({ length: pixels }, () => random.uniform()),
    labels: Int32Array.from({ length: size }, () => random.integer(10)),
    indices: Uint32Array.from({ length: size }, (_, i) => i),
    size,
  }
}

/**
 * Weights for which every array matters to the logits, so that two networks that give the same are
 * the same: He kernels, and biases and statistics away from 0 and 1.
 */
export function drawWeights(weights: readonly NamedArray[]): NamedArray[] {
  return weights.map((array) => {
    const random = generator(['benchmark', array.name])
    const inputs = array.values.length / (array.shape.at(-1) ?? 1)
    const kind = array.name.split('/').at(-1)
    const draw = (): number => {
      if (kind === 'kernel') return random.normal() * Math.sqrt(2 / inputs)
      if (kind === 'scale' || kind === 'variance') return 0.75 + random.uniform() / 2
      return random.normal() / 10
    }
    return { ...array, values: array.values.map(draw) }
  })
}
