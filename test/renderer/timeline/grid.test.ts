// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laneKinds, laneNames } from '#contract'
import {
  nudgeStep,
  nudgeValue,
  snapStep,
  snapValue,
  valueGrid,
} from '../../../src-renderer/timeline/grid.ts'

const levels = valueGrid('epsilon', [])
const digits = valueGrid('learningRate', [])
const extent = { steps: 470, stepsPerEpoch: 47 }
const pace = fc.constantFrom('fine', 'normal', 'coarse')
const direction = fc.constantFrom<-1 | 1>(-1, 1)

describe('timeline/grid', () => {
  it('rounds epsilon to whole levels of 255', () => {
    expect(snapValue('epsilon', levels, 0.0312, 'normal')).toBe(8 / 255)
    expect(snapValue('epsilon', levels, 0.0312, 'fine')).toBe(8 / 255)
    expect(snapValue('epsilon', levels, 2.52 / 255, 'fine')).toBeCloseTo(2.5 / 255, 12)
  })

  it('rounds epsilon to hundredths where it is spoken of in decimals', () => {
    const decimals = valueGrid('epsilon', [0, 0.3])
    expect(snapValue('epsilon', decimals, 0.117, 'normal')).toBe(0.12)
    expect(nudgeValue('epsilon', decimals, 0.3, 1, 'normal')).toBe(0.31)
    expect(nudgeValue('epsilon', decimals, 0.3, 1, 'coarse')).toBeCloseTo(0.35, 12)
  })

  it('rounds a learning rate to its leading digit', () => {
    expect(snapValue('learningRate', digits, 0.00327, 'normal')).toBe(0.003)
    expect(snapValue('learningRate', digits, 0.00327, 'fine')).toBe(0.0033)
  })

  it('nudges a learning rate through the decades', () => {
    expect(nudgeValue('learningRate', digits, 0.001, -1, 'normal')).toBe(0.0009)
    expect(nudgeValue('learningRate', digits, 0.009, 1, 'normal')).toBe(0.01)
    expect(nudgeValue('learningRate', digits, 0.003, 1, 'coarse')).toBe(0.03)
    expect(nudgeValue('learningRate', digits, 0, 1, 'normal')).toBe(1e-5)
  })

  it('keeps every value in its lane’s range', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...laneNames),
        fc.double({ min: -1, max: 300, noNaN: true }),
        direction,
        pace,
        (lane, value, way, speed) => {
          const { lowest, highest } = laneKinds[lane]
          const grid = valueGrid(lane, [value])
          for (const next of [
            snapValue(lane, grid, value, speed),
            nudgeValue(lane, grid, value, way, speed),
          ]) {
            expect(next).toBeGreaterThanOrEqual(lowest)
            expect(next).toBeLessThanOrEqual(highest)
          }
        },
      ),
    )
  })

  it('moves one way up and the other down, strictly inside the range', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...laneNames),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        pace,
        (lane, share, speed) => {
          const { lowest, highest } = laneKinds[lane]
          const value = lowest + share * (highest - lowest)
          const grid = valueGrid(lane, [value])
          expect(nudgeValue(lane, grid, value, 1, speed)).toBeGreaterThan(value)
          expect(nudgeValue(lane, grid, value, -1, speed)).toBeLessThan(value)
        },
      ),
    )
  })

  it('undoes a nudge from the grid by the opposite nudge', () => {
    const lanes = laneNames.filter((lane) => lane !== 'learningRate')
    fc.assert(
      fc.property(fc.constantFrom(...lanes), fc.integer({ min: 1, max: 19 }), (lane, cell) => {
        const { lowest, highest } = laneKinds[lane]
        const grid = valueGrid(lane, [])
        const value = snapValue(lane, grid, lowest + (cell / 20) * (highest - lowest), 'normal')
        fc.pre(value > lowest && value < highest)
        const up = nudgeValue(lane, grid, value, 1, 'normal')
        expect(nudgeValue(lane, grid, up, -1, 'normal')).toBeCloseTo(value, 12)
      }),
    )
  })

  it('snaps steps to the starts of epochs and to the end of the run', () => {
    expect(snapStep(60, extent, true)).toBe(47)
    expect(snapStep(60.4, extent, false)).toBe(60)
    expect(snapStep(9999, extent, true)).toBe(470)
    expect(snapStep(-5, extent, true)).toBe(0)
  })

  it('nudges by an epoch, a step or ten of them', () => {
    expect(nudgeStep(47, 1, extent, 'normal', true)).toBe(94)
    expect(nudgeStep(50, 1, extent, 'normal', true)).toBe(94)
    expect(nudgeStep(50, -1, extent, 'normal', true)).toBe(47)
    expect(nudgeStep(50, 1, extent, 'fine', true)).toBe(51)
    expect(nudgeStep(50, 1, extent, 'normal', false)).toBe(51)
    expect(nudgeStep(50, 1, extent, 'coarse', false)).toBe(60)
    expect(nudgeStep(0, -1, extent, 'coarse', true)).toBe(0)
  })
})
