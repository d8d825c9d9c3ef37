import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inverse, permutation, stored } from '../../../../src-main/engine/graph/order.ts'
import { permuteElements } from '../../../../src-main/engine/graph/permute.ts'

const shuffled = (length: number) =>
  fc.shuffledSubarray([...Array(length).keys()], { minLength: length, maxLength: length })

const storage = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => fc.tuple(fc.constant(shape), shuffled(shape.length), shuffled(shape.length)))

describe('engine/graph/order', () => {
  it('finds the permutation from one order to another', () => {
    fc.assert(
      fc.property(storage, ([shape, from, to]) => {
        const moved = stored(stored(shape, from), permutation(from, to))
        expect(moved).toEqual(stored(shape, to))
      }),
    )
  })

  it('permutes elements there and back', () => {
    fc.assert(
      fc.property(storage, ([shape, order]) => {
        const elements = Int32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i)
        const there = permuteElements(elements, shape, order)
        const back = permuteElements(there, stored(shape, order), inverse(order))
        expect(back).toEqual(elements)
      }),
    )
  })

  it('stores a matrix by columns', () => {
    expect([...permuteElements(Int32Array.of(1, 2, 3, 4, 5, 6), [2, 3], [1, 0])]).toEqual([
      1, 4, 2, 5, 3, 6,
    ])
  })
})
