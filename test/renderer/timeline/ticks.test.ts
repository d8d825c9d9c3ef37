// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochTicks, niceTicks } from '../../../src-renderer/timeline/ticks.ts'

describe('timeline/ticks', () => {
  it('chooses round numbers', () => {
    expect(niceTicks({ from: 0, to: 10 }, 3)).toEqual([0, 5, 10])
    expect(niceTicks({ from: 0, to: 64 }, 3)).toEqual([0, 50])
  })

  it('stays inside the span and within the asked-for number', () => {
    const end = fc.double({ min: 1e-3, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(end, fc.integer({ min: 2, max: 12 }), (to, most) => {
        const ticks = niceTicks({ from: 0, to }, most)
        expect(ticks.length).toBeLessThanOrEqual(most)
        expect(ticks.length).toBeGreaterThan(0)
        expect(Math.max(...ticks)).toBeLessThanOrEqual(to * (1 + 1e-6))
      }),
    )
  })

  const extent = { steps: 1200, stepsPerEpoch: 100 }

  it('marks every epoch where there is room, counting from 1', () => {
    const ticks = epochTicks(extent, { from: 0, to: 1200 }, 1200, 40)
    expect(ticks).toHaveLength(12)
    expect(ticks[0]).toEqual({ epoch: 1, step: 0 })
    expect(ticks.at(-1)).toEqual({ epoch: 12, step: 1100 })
  })

  it('thins epochs out where there is none', () => {
    const ticks = epochTicks(extent, { from: 0, to: 1200 }, 240, 40)
    expect(ticks.map(({ epoch }) => epoch)).toEqual([1, 3, 5, 7, 9, 11])
  })

  it('marks only what is in view', () => {
    const ticks = epochTicks(extent, { from: 250, to: 550 }, 900, 40)
    expect(ticks.map(({ epoch }) => epoch)).toEqual([4, 5, 6])
  })
})
