import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bump } from '../../../../../src-main/engine/attack/query/bump.ts'

const upright = { uniform: () => 0, integer: () => 0, normal: () => 0 }
const lying = { ...upright, uniform: () => 0.9 }

describe('engine/attack/query/bump', () => {
  it('is a hill above a valley, the k-th square from the inside adding (k + 1)⁻²', () => {
    // Rows 0 and 1 are a hill of 2 × 4 around (1, 2): centre 1 + 1/4 + 1/9, next 1/4 + 1/9, ….
    const [inner, middle, outer] = [1 + 1 / 4 + 1 / 9, 1 / 4 + 1 / 9, 1 / 9]
    const hill = [outer, middle, middle, middle, outer, middle, inner, middle]
    const length = Math.sqrt(2 * hill.reduce((sum, value) => sum + value ** 2, 0))
    const found = bump(4, 2, 2, upright)
    hill.forEach((value, at) => expect(found[at]).toBeCloseTo(value / length, 10))
    hill.forEach((value, at) => expect(found[8 + at]).toBeCloseTo(-value / length, 10))
  })

  it('has length 1 in its norm, and lies down by chance', () => {
    const sides = fc.integer({ min: 1, max: 12 })
    fc.assert(
      fc.property(sides, fc.constantFrom([2, 2] as const, [4, 1] as const), (side, kind) => {
        const [fall, power] = kind
        const standing = bump(side, fall, power, upright)
        const length = standing.reduce((sum, value) => sum + Math.abs(value) ** power, 0)
        expect(length).toBeCloseTo(1, 9)
        const turned = bump(side, fall, power, lying)
        standing.forEach((value, at) =>
          expect(turned[(at % side) * side + Math.floor(at / side)]).toBe(value),
        )
      }),
    )
  })
})
