import type { Ball } from './ball.ts'
import { projectOntoL1 } from './project-onto-l1.ts'

/** Share of the pixels that a steepest step moves: the largest 1 % (SLIDE, arXiv 1904.13000). */
const movedShare = 0.01

export const l1: Ball = {
  norm: 'l1',
  /** n of n + 1 exponential draws over their sum are uniform in the simplex; signs make it the ball. */
  randomStart(random, size) {
    const draws = Float64Array.from({ length: size + 1 }, () => -Math.log(1 - random.uniform()))
    const sum = draws.reduce((total, value) => total + value, 0)
    return Float32Array.from({ length: size }, (_, i) =>
      random.uniform() < 0.5 ? -draws[i] / sum : draws[i] / sum,
    )
  },
  direction(random, size) {
    const draw = new Float32Array(size).map(() => random.normal())
    const length = l1.measure(draw) || 1
    return draw.map((value) => value / length)
  },
  measure(delta) {
    let sum = 0
    for (const value of delta) sum += Math.abs(value)
    return sum
  },
  distance(a, b) {
    let sum = 0
    for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i])
    return sum
  },
  dual(gradient) {
    let largest = 0
    for (const value of gradient) largest = Math.max(largest, Math.abs(value))
    return largest
  },
  steepest: (gradient) => sparsest(gradient, movedShare),
  project: projectOntoL1,
}

/**
 * The step of length 1 that moves the largest values of a gradient alike. The truly steepest step
 * moves one pixel, which is soon at its bound.
 * @param share of the pixels that move, at least one; ties may add some.
 */
export function sparsest(gradient: Float32Array, share: number): Float32Array {
  const sizes = gradient.map(Math.abs).sort()
  const least = sizes[Math.min(sizes.length - 1, Math.floor((1 - share) * sizes.length))]
  const step = gradient.map((value) => (Math.abs(value) >= least ? Math.sign(value) : 0))
  const moved = step.reduce((sum, value) => sum + Math.abs(value), 0)
  return moved === 0 ? step : step.map((value) => value / moved)
}
