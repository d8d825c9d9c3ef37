// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laneKinds, laneNames } from '#contract'
import { axisScale, laneAxis } from '../../../src-renderer/timeline/lane-axis.ts'

describe('timeline/lane-axis', () => {
  it('takes the first round top that holds the highest value', () => {
    expect(laneAxis('epsilon', [1 / 255, 8 / 255]).domain.to).toBe(8 / 255)
    expect(laneAxis('epsilon', [9 / 255]).domain.to).toBe(12 / 255)
    expect(laneAxis('rotation', [45]).ticks).toEqual([0, 30, 60])
  })

  it('speaks of epsilon in decimals where the first value above zero is one', () => {
    expect(laneAxis('epsilon', [0, 0.3]).ticks).toEqual([0, 0.15, 0.3])
    expect(laneAxis('epsilon', [0, 0.25]).domain.to).toBe(0.3)
  })

  it('gives the learning rate whole decades', () => {
    const axis = laneAxis('learningRate', [0.003, 0.0004])
    expect(axis.spacing).toBe('decades')
    expect(axis.domain.from).toBeCloseTo(1e-4, 12)
    expect(axis.domain.to).toBeCloseTo(1e-2, 12)
  })

  it('marks zero on the learning rate only where it is used', () => {
    expect(laneAxis('learningRate', [0, 0.01]).ticks[0]).toBe(0)
    expect(laneAxis('learningRate', [0.01]).ticks).not.toContain(0)
  })

  it('holds every value a lane may have between bottom and top', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...laneNames),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
        (lane, shares) => {
          const { lowest, highest } = laneKinds[lane]
          const values = shares.map((share) => lowest + share * (highest - lowest))
          const scale = axisScale(laneAxis(lane, values), 100, 0)
          for (const value of values) {
            expect(scale.toPixel(value)).toBeGreaterThanOrEqual(-1e-6)
            expect(scale.toPixel(value)).toBeLessThanOrEqual(100 + 1e-6)
          }
        },
      ),
    )
  })
})
