import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ease } from '#curriculum'
import { easings } from './curricula.ts'

const shares = fc.double({ min: 0, max: 1, noNaN: true })

describe('curriculum/easing', () => {
  it('starts at 0 and ends at 1', () => {
    fc.assert(
      fc.property(easings, (easing) => {
        expect([ease(easing, 0), ease(easing, 1)]).toEqual([0, 1])
      }),
      { seed: 1 },
    )
  })

  it('never falls where the control points lie in the unit square', () => {
    fc.assert(
      fc.property(easings, shares, shares, (easing, a, b) => {
        const [low, high] = [ease(easing, Math.min(a, b)), ease(easing, Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high + 1e-12)
      }),
      { seed: 2 },
    )
  })

  it('is linear for the bezier that is a straight line', () => {
    for (const share of [0.1, 0.25, 0.5, 0.9]) {
      expect(ease({ bezier: [1 / 3, 1 / 3, 2 / 3, 2 / 3] }, share)).toBeCloseTo(share, 12)
      expect(ease({ bezier: [0, 0, 1, 1] }, share)).toBeCloseTo(share, 12)
    }
  })

  it('gives closed forms: x = t³ when x1 = x2 = 0, hence y = 1 − (1 − ∛x)³', () => {
    for (const share of [0.001, 0.125, 0.5, 0.8]) {
      const t = Math.cbrt(share)
      expect(ease({ bezier: [0, 1, 0, 1] }, share)).toBeCloseTo(1 - (1 - t) ** 3, 10)
    }
  })

  it('gives the known middle of CSS “ease” and the symmetry of “ease-in-out”', () => {
    expect(ease({ bezier: [0.25, 0.1, 0.25, 1] }, 0.5)).toBeCloseTo(0.8024, 4)
    const inOut = (share: number) => ease({ bezier: [0.42, 0, 0.58, 1] }, share)
    expect(inOut(0.5)).toBeCloseTo(0.5, 12)
    expect(inOut(0.2) + inOut(0.8)).toBeCloseTo(1, 12)
  })
})
