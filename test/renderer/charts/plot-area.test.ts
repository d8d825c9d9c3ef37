// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gutter, nearest, pixelOf, valueAt } from '../../../src-renderer/charts/index.ts'

describe('charts/plot-area', () => {
  it('finds the value under the pixel that a value is drawn at', () => {
    const width = fc.integer({ min: 120, max: 3000 })
    fc.assert(
      fc.property(fc.nat(500), width, (x, pixels) => {
        expect(valueAt(pixelOf(x, [0, 500], pixels), [0, 500], pixels)).toBeCloseTo(x, 6)
      }),
    )
  })

  it('holds pixels outside the plot at its ends', () => {
    expect([valueAt(-50, [2, 8], 400), valueAt(9999, [2, 8], 400)]).toEqual([2, 8])
  })

  it('begins at the gutter and ends before the other', () => {
    expect([pixelOf(0, [0, 9], 400), pixelOf(9, [0, 9], 400)]).toEqual([
      gutter.left,
      400 - gutter.right,
    ])
  })

  it('takes the nearest place', () => {
    expect([nearest(4, [1, 3, 9]), nearest(7, [1, 3, 9]), nearest(1, [])]).toEqual([3, 9, null])
  })
})
