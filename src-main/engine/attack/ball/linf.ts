import type { Ball } from './ball.ts'

export const linf: Ball = {
  norm: 'linf',
  randomStart: (random, size) => new Float32Array(size).map(() => 2 * random.uniform() - 1),
  direction(random, size) {
    const draw = linf.randomStart(random, size)
    const length = linf.measure(draw) || 1
    return draw.map((value) => value / length)
  },
  measure(delta) {
    let largest = 0
    for (const value of delta) largest = Math.max(largest, Math.abs(value))
    return largest
  },
  distance(a, b) {
    let largest = 0
    for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]))
    return largest
  },
  dual(gradient) {
    let sum = 0
    for (const value of gradient) sum += Math.abs(value)
    return sum
  },
  steepest: (gradient) => gradient.map(Math.sign),
  project(image, clean, epsilon) {
    for (let i = 0; i < image.length; i++) {
      const low = Math.max(clean[i] - epsilon, 0)
      const high = Math.min(clean[i] + epsilon, 1)
      image[i] = Math.min(Math.max(image[i], low), high)
    }
  },
}
