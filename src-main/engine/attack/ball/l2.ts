import type { Ball } from './ball.ts'

export const l2: Ball = {
  norm: 'l2',
  /** A normal vector gives the direction; radius u^(1/size) makes the draw uniform in the ball. */
  randomStart(random, size) {
    const direction = new Float32Array(size).map(() => random.normal())
    const radius = random.uniform() ** (1 / size) / (euclidean(direction) || 1)
    return direction.map((value) => value * radius)
  },
  direction(random, size) {
    const draw = new Float32Array(size).map(() => random.normal())
    const length = euclidean(draw) || 1
    return draw.map((value) => value / length)
  },
  measure: euclidean,
  distance(a, b) {
    let sum = 0
    for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2
    return Math.sqrt(sum)
  },
  dual: euclidean,
  steepest(gradient) {
    const length = euclidean(gradient) || 1
    return gradient.map((value) => value / length)
  },
  /** Onto the sphere, then into the bounds, which only shortens: inside both, if not the nearest. */
  project(image, clean, epsilon) {
    const share = Math.min(1, epsilon / (l2.distance(image, clean) || 1))
    for (let i = 0; i < image.length; i++) {
      const moved = share === 1 ? image[i] : clean[i] + (image[i] - clean[i]) * share
      image[i] = Math.min(Math.max(moved, 0), 1)
    }
  },
}

function euclidean(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return Math.sqrt(sum)
}
