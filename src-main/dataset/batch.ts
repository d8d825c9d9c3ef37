import type { Batch, Dataset } from './dataset.ts'

/** Copies examples out of a dataset, in the order of `indices`, bytes to pixel scale [0, 1]. */
export function batchOf(
  dataset: Pick<Dataset, 'images' | 'labels' | 'shape' | 'count'>,
  indices: Uint32Array | readonly number[],
): Batch {
  const { height, width, channels } = dataset.shape
  const length = height * width * channels
  const size = indices.length
  const images = new Float32Array(size * length)
  const labels = new Int32Array(size)
  for (let position = 0; position < size; position++) {
    const index = indices[position]
    if (!(index < dataset.count)) {
      throw new RangeError(`example ${index} is asked for, but there are ${dataset.count}`)
    }
    const from = index * length
    for (let i = 0; i < length; i++) {
      images[position * length + i] = dataset.images[from + i] / 255
    }
    labels[position] = dataset.labels[index]
  }
  return { images, labels, indices: Uint32Array.from(indices), size }
}
