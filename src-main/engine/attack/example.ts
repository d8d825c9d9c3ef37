import type { Batch } from '#dataset'

/** One image under attack. */
export interface Example {
  readonly clean: Float32Array
  /** The class that the attack leads away from. */
  readonly label: number
  /** Position in its dataset: the name its random draws go by. */
  readonly index: number
}

/** The examples of a batch; their images are views of its own. */
export function examplesOf({ images, labels, indices, size }: Batch): Example[] {
  return rowsOf(images, size).map((clean, i) => ({ clean, label: labels[i], index: indices[i] }))
}

/** Labels of examples, as models take them. */
export function labelsOf(examples: readonly Example[]): Int32Array {
  return Int32Array.from(examples, ({ label }) => label)
}

/** Images one behind the other, as models take them. */
export function stack(images: readonly Float32Array[]): Float32Array {
  const pixels = images.length === 0 ? 0 : images[0].length
  const stacked = new Float32Array(images.length * pixels)
  images.forEach((image, i) => stacked.set(image, i * pixels))
  return stacked
}

/** The equal parts of a buffer, one for each image, as views. */
export function rowsOf(values: Float32Array, count: number): Float32Array[] {
  const length = values.length / count
  return Array.from({ length: count }, (_, i) => values.subarray(i * length, (i + 1) * length))
}
