import { rowsOf, stack } from '../example.ts'

/**
 * Takes images up a slope, step by step.
 * @param slope gradients at images, one behind the other.
 * @param move where image i goes from `here`.
 */
export async function follow(
  starts: readonly Float32Array[],
  steps: number,
  slope: (images: Float32Array) => Promise<Float32Array>,
  move: (here: Float32Array, gradient: Float32Array, i: number) => Float32Array,
): Promise<Float32Array[]> {
  let images = [...starts]
  for (let step = 0; step < steps; step++) {
    const gradients = rowsOf(await slope(stack(images)), images.length)
    images = images.map((here, i) => move(here, gradients[i], i))
  }
  return images
}
