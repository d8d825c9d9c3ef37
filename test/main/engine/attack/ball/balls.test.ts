import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generator } from '#random'
import { norms } from '#threat'
import { balls } from '../../../../../src-main/engine/attack/index.ts'

const size = 7
const values = (min: number, max: number) =>
  fc
    .array(fc.double({ min, max, noNaN: true }), { minLength: size, maxLength: size })
    .map((list) => Float32Array.from(list))
const image = values(0, 1)
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0)

describe('engine/attack/ball', () => {
  it.each(norms)('projects into the ball and the bounds in %s', (norm) => {
    const point = values(-2, 3)
    fc.assert(
      fc.property(
        image,
        point,
        fc.double({ min: 0, max: 3, noNaN: true }),
        (clean, far, epsilon) => {
          const moved = far.slice()
          balls[norm].project(moved, clean, epsilon)
          expect(balls[norm].distance(moved, clean)).toBeLessThan(epsilon + 2e-6)
          expect(moved.every((value) => value >= 0 && value <= 1)).toBe(true)
          const again = moved.slice()
          balls[norm].project(again, clean, epsilon)
          expect(balls[norm].distance(again, moved)).toBeLessThan(2e-6)
        },
      ),
    )
  })

  it.each(['linf', 'l1'] as const)('the projection in %s is the nearest such point', (norm) => {
    // ⟨far − nearest, other − nearest⟩ ≤ 0 for every other point of a convex set.
    const all = fc.tuple(image, values(-1, 2), image, fc.double({ min: 0.01, max: 2, noNaN: true }))
    fc.assert(
      fc.property(all, ([clean, far, toward, epsilon]) => {
        const nearest = far.slice()
        balls[norm].project(nearest, clean, epsilon)
        const length = balls[norm].distance(toward, clean)
        const share = Math.min(1, epsilon / Math.max(length, 1e-9))
        const other = clean.map((value, i) => value + share * (toward[i] - value))
        const out = far.map((value, i) => value - nearest[i])
        const aside = other.map((value, i) => value - nearest[i])
        expect(dot(out, aside)).toBeLessThan(1e-5)
      }),
    )
  })

  it.each(norms)('the steepest step in %s has length 1; none climbs faster', (norm) => {
    fc.assert(
      fc.property(values(-1, 1), fc.nat(), (gradient, seed) => {
        const step = balls[norm].steepest(gradient)
        if (gradient.every((value) => value === 0)) return
        expect(balls[norm].measure(step)).toBeCloseTo(1, 5)
        expect(dot(step, gradient)).toBeCloseTo(balls[norm].dual(gradient), 5)
        const other = balls[norm].direction(generator([seed]), size)
        expect(balls[norm].measure(other)).toBeCloseTo(1, 5)
        expect(dot(other, gradient)).toBeLessThan(balls[norm].dual(gradient) + 1e-5)
      }),
    )
  })

  it.each(norms)('a random start in %s fills the unit ball evenly', (norm) => {
    const radii = Array.from({ length: 4000 }, (_, seed) =>
      balls[norm].measure(balls[norm].randomStart(generator(['start', seed]), 3)),
    )
    expect(Math.max(...radii)).toBeLessThan(1 + 1e-6)
    // In three dimensions half the volume lies within radius 2^(−1/3).
    const inner = radii.filter((radius) => radius < 0.5 ** (1 / 3)).length
    expect(Math.abs(inner / 4000 - 0.5)).toBeLessThan(0.03)
  })
})
