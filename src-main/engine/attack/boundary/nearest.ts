import type { Example } from '../example.ts'
import type { Ball } from '../ball/index.ts'

/** The nearest misclassified point that a search has found for an example. */
export interface Nearest {
  readonly example: Example
  image: Float32Array | undefined
  length: number
}

export function nearestOf(example: Example): Nearest {
  return { example, image: undefined, length: Infinity }
}

/** Keeps a misclassified image if it is the nearest so far. */
export function keepNearer(nearest: Nearest, ball: Ball, image: Float32Array): void {
  const length = ball.distance(image, nearest.example.clean)
  if (length >= nearest.length) return
  nearest.image = image
  nearest.length = length
}

/** What counts: the nearest point if it is within epsilon, else the clean image. */
export function withinReach(nearest: Nearest, epsilon: number): Float32Array {
  const { image, length, example } = nearest
  return image && length <= epsilon ? image : example.clean
}
