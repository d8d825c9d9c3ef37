// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clamp, decadeScale, linearScale } from '../../../src-renderer/timeline/scale.ts'

const pixel = fc.double({ min: 20, max: 120, noNaN: true })

describe('timeline/scale', () => {
  it('maps the ends of a domain to the ends of its range', () => {
    const scale = linearScale({ from: 0, to: 8 }, { from: 100, to: 20 })
    expect(scale.toPixel(0)).toBe(100)
    expect(scale.toPixel(8)).toBe(20)
    expect(scale.toPixel(4)).toBe(60)
  })

  it('extrapolates beyond its ends, so that a drag may leave the lane', () => {
    const scale = linearScale({ from: 0, to: 8 }, { from: 100, to: 20 })
    expect(scale.toValue(10)).toBe(9)
  })

  it('maps an empty domain to the start of the range and back', () => {
    const scale = linearScale({ from: 3, to: 3 }, { from: 0, to: 50 })
    expect(scale.toPixel(3)).toBe(0)
    expect(scale.toValue(40)).toBe(3)
  })

  it('puts decades at equal distances and zero at the bottom', () => {
    const scale = decadeScale({ from: 1e-4, to: 1e-2 }, { from: 100, to: 0 })
    const middle = scale.toPixel(1e-3)
    expect(scale.toPixel(0)).toBe(100)
    expect(scale.toPixel(1e-2)).toBeCloseTo(0, 9)
    expect(scale.toPixel(1e-4) - middle).toBeCloseTo(middle, 9)
  })

  it('returns from pixels to values it came from, in both spacings', () => {
    const scales = [
      linearScale({ from: 0, to: 8 / 255 }, { from: 120, to: 20 }),
      decadeScale({ from: 1e-5, to: 1e-1 }, { from: 120, to: 20 }),
    ]
    fc.assert(
      fc.property(pixel, fc.constantFrom(...scales), (at, scale) => {
        expect(scale.toPixel(scale.toValue(at))).toBeCloseTo(at, 6)
      }),
    )
  })

  it('rises with the value on a decade scale, across the knee', () => {
    const scale = decadeScale({ from: 1e-4, to: 1e-1 }, { from: 0, to: 100 })
    const value = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(value, value, (a, b) => {
        fc.pre(a < b)
        expect(scale.toPixel(a)).toBeLessThanOrEqual(scale.toPixel(b))
      }),
    )
  })

  it('clamps to both ends', () => {
    expect([clamp(-1, 0, 5), clamp(3, 0, 5), clamp(9, 0, 5)]).toEqual([0, 3, 5])
  })
})
