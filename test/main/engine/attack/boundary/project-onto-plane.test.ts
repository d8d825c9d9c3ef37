import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { norms, type Norm } from '#threat'
import { projectOntoPlane } from '../../../../../src-main/engine/attack/boundary/project-onto-plane.ts'

const size = 6
const values = (min: number, max: number) =>
  fc
    .array(fc.double({ min, max, noNaN: true }), { minLength: size, maxLength: size })
    .map((list) => Float32Array.from(list))
// Slopes of some size: where all are next to nothing, so is what rounding leaves of the offset.
const slopes = values(-2, 2).map((list) => list.map((v) => (Math.abs(v) < 0.01 ? 0 : v)))
const cases = fc.tuple(values(0, 1), slopes, fc.double({ min: -3, max: 3, noNaN: true }))

const change = (normal: Float32Array, move: ArrayLike<number>): number =>
  normal.reduce((sum, value, i) => sum + value * move[i], 0)
const lengths: Readonly<Record<Norm, (move: Float64Array) => number>> = {
  linf: (move) => Math.max(...move.map(Math.abs)),
  l2: (move) => Math.hypot(...move),
  l1: (move) => move.reduce((sum, value) => sum + Math.abs(value), 0),
}

/** The most that a pixel may move towards the plane. */
const roomsOf = (point: Float32Array, normal: Float32Array, offset: number): number[] =>
  Array.from(point, (value, i) => (normal[i] * offset < 0 ? 1 - value : value))

/** How far moves of at most this length take ⟨normal, x⟩, by each norm's own reasoning. */
const reach: Readonly<
  Record<'linf' | 'l1', (normal: Float32Array, rooms: number[], length: number) => number>
> = {
  linf: (normal, rooms, length) =>
    normal.reduce((sum, value, i) => sum + Math.abs(value) * Math.min(length, rooms[i]), 0),
  l1: (normal, rooms, length) => {
    let [left, sum] = [length, 0]
    const order = Array.from(normal.keys()).sort(
      (a, b) => Math.abs(normal[b]) - Math.abs(normal[a]),
    )
    for (const i of order) {
      const moved = Math.min(rooms[i], left)
      sum += moved * Math.abs(normal[i])
      left -= moved
    }
    return sum
  },
}

describe('engine/attack/boundary/project-onto-plane', () => {
  it.each(norms)(
    'meets the plane within the bounds in %s, or goes as far as they let it',
    (norm) => {
      fc.assert(
        fc.property(cases, ([point, normal, offset]) => {
          const move = projectOntoPlane[norm](point, normal, offset)
          move.forEach((value, i) => {
            expect(point[i] + value).toBeGreaterThan(-1e-9)
            expect(point[i] + value).toBeLessThan(1 + 1e-9)
          })
          const rooms = roomsOf(point, normal, offset)
          const most = normal.reduce((sum, value, i) => sum + Math.abs(value) * rooms[i], 0)
          const wanted = -Math.sign(offset) * Math.min(Math.abs(offset), most)
          expect(change(normal, move)).toBeCloseTo(wanted, 6)
        }),
      )
    },
  )

  it.each(['linf', 'l1'] as const)('no shorter move in %s reaches as far', (norm) => {
    fc.assert(
      fc.property(cases, ([point, normal, offset]) => {
        const move = projectOntoPlane[norm](point, normal, offset)
        const length = lengths[norm](move)
        const rooms = roomsOf(point, normal, offset)
        const shorter = reach[norm](normal, rooms, 0.99 * length)
        if (length > 1e-6) expect(shorter).toBeLessThan(Math.abs(change(normal, move)))
      }),
    )
  })

  it('in L2 moves all free pixels in proportion to their slopes', () => {
    fc.assert(
      fc.property(cases, ([point, normal, offset]) => {
        const move = projectOntoPlane.l2(point, normal, offset)
        const rooms = roomsOf(point, normal, offset)
        const factors = [...move].flatMap((value, i) => {
          const isFree = normal[i] !== 0 && Math.abs(value) < rooms[i] - 1e-9
          return isFree ? [Math.abs(value / normal[i])] : []
        })
        if (factors.length === 0) return
        const [low, high] = [Math.min(...factors), Math.max(...factors)]
        expect(high - low).toBeLessThan(1e-6)
        // A pixel at its bound would have to go farther to be in proportion.
        move.forEach((value, i) =>
          expect(Math.abs(value)).toBeLessThan(Math.abs(normal[i]) * high + 1e-6),
        )
      }),
    )
  })
})
