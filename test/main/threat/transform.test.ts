import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generator } from '#random'
import { drawTransforms, gridTransforms, identity } from '#threat'

describe('threat/transform', () => {
  it('draws within ± the ranges', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 180, noNaN: true }),
        fc.double({ min: 0, max: 8, noNaN: true }),
        fc.nat(),
        (rotation, translation, seed) => {
          for (const t of drawTransforms({ rotation, translation }, 20, generator([seed]))) {
            expect(Math.abs(t.angle)).toBeLessThanOrEqual(rotation)
            expect(Math.abs(t.dx)).toBeLessThanOrEqual(translation)
            expect(Math.abs(t.dy)).toBeLessThanOrEqual(translation)
          }
        },
      ),
      { seed: 1 },
    )
  })

  it('draws uniformly: mean 0, variance limit² / 3', () => {
    const draws = drawTransforms({ rotation: 30, translation: 3 }, 20_000, generator(['moments']))
    const angles = draws.map(({ angle }) => angle)
    const mean = angles.reduce((sum, v) => sum + v, 0) / angles.length
    const variance = angles.reduce((sum, v) => sum + (v - mean) ** 2, 0) / angles.length
    // Four standard errors of each: 30/√3/√n, and 300·√(4/5)/√n.
    expect(Math.abs(mean)).toBeLessThan(0.49)
    expect(Math.abs(variance - 300)).toBeLessThan(7.6)
  })

  it('keeps the first transforms when more are drawn', () => {
    const range = { rotation: 10, translation: 1 }
    const few = drawTransforms(range, 3, generator([7, 'image', 4]))
    expect(drawTransforms(range, 9, generator([7, 'image', 4])).slice(0, 3)).toEqual(few)
  })

  it('is the identity at range 0', () => {
    const [transform] = drawTransforms({ rotation: 0, translation: 0 }, 1, generator([1]))
    expect(Math.abs(transform.angle) + Math.abs(transform.dx) + Math.abs(transform.dy)).toBe(0)
  })

  it('makes Engstrom’s grid of 775, through its ends and the identity', () => {
    const grid = gridTransforms({ rotation: 30, translation: 3, rotations: 31, translations: 5 })
    expect(grid).toHaveLength(775)
    expect(grid[0]).toEqual({ angle: -30, dx: -3, dy: -3 })
    expect(grid.at(-1)).toEqual({ angle: 30, dx: 3, dy: 3 })
    expect(grid[387]).toEqual(identity)
    expect(grid[1].dy).toBe(-1.5)
  })

  it('takes 0 where a grid has a single value', () => {
    expect(gridTransforms({ rotation: 30, translation: 3, rotations: 1, translations: 1 })).toEqual(
      [identity],
    )
  })
})
