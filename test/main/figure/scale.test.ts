import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleOf, tickLabels, ticksOf } from '../../../src-main/figure/scale.ts'

describe('figure/scale', () => {
  it('ticks at round numbers within the axis, evenly, and at least at two places', () => {
    const end = fc.double({ min: -1e4, max: 1e4, noNaN: true })
    const span = fc.double({ min: 1e-3, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(end, span, (from, wide) => {
        const axis = { label: '', from, to: from + wide }
        const ticks = ticksOf(axis)
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(11)
        const step = ticks[1] - ticks[0]
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(from - 1e-6 * step)
          expect(tick).toBeLessThanOrEqual(axis.to + 1e-6 * step)
        }
        const power = 10 ** Math.floor(Math.log10(step * (1 + 1e-6)))
        expect([1, 2, 5]).toContain(Math.round(step / power))
      }),
      { seed: 1 },
    )
  })

  it('counts ticks in the unit of the axis', () => {
    const ticks = ticksOf({ label: 'min', from: 0, to: 600, unit: 60 })
    expect(ticks).toEqual([0, 120, 240, 360, 480, 600])
    expect(tickLabels(ticks, 60)).toEqual(['0', '2', '4', '6', '8', '10'])
  })

  it('writes numbers of any size with equally many decimals', () => {
    expect(tickLabels([0, 0.5, 1])).toEqual(['0.0', '0.5', '1.0'])
    expect(tickLabels([-10, 0, 10])).toEqual(['−10', '0', '10'])
    expect(tickLabels([0, 20_000, 40_000])).toEqual(['0', '20,000', '40,000'])
    expect(tickLabels([0, 2e-4, 4e-4])).toEqual(['0', '2 × 10⁻⁴', '4 × 10⁻⁴'])
  })

  it('leaves out given ticks that would touch', () => {
    const axis = { label: '', from: 0, to: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] }
    expect(ticksOf(axis)).toEqual(axis.ticks)
    expect(ticksOf(axis, 3)).toEqual([0, 0.4, 0.8])
    // Not 0 and 0.6, which says nothing of where the axis ends.
    expect(ticksOf(axis, 2)).toEqual([0, 1])
  })

  it('goes from value to place and back', () => {
    const number = fc.double({ min: -1e3, max: 1e3, noNaN: true })
    fc.assert(
      fc.property(number, number, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        fc.pre(Math.abs(a - b) > 1e-3)
        const axis = { label: '', from: Math.min(a, b), to: Math.max(a, b) }
        const value = axis.from + share * (axis.to - axis.from)
        const there = scaleOf(axis, 20, 120)(value)
        const back = scaleOf({ label: '', from: 20, to: 120 }, axis.from, axis.to)(there)
        expect(back).toBeCloseTo(value, 6)
      }),
      { seed: 1 },
    )
  })
})
