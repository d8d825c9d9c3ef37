// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nudgeStep, nudgeValue, valueGrid } from '../../../src-renderer/timeline/grid.ts'
import { shiftOf, type DragManner, type Grab } from '../../../src-renderer/timeline/move.ts'
import { linearScale } from '../../../src-renderer/timeline/scale.ts'

const extent = { steps: 400, stepsPerEpoch: 20 }
const grab: Grab = {
  lane: 'epsilon',
  key: { step: 100, value: 8 / 255, easing: 'linear' },
  grid: valueGrid('epsilon', [8 / 255]),
  time: linearScale({ from: 0, to: 400 }, { from: 0, to: 1600 }),
  values: linearScale({ from: 0, to: 32 / 255 }, { from: 320, to: 0 }),
}
const manner: DragManner = { extent, marks: [], toEpochs: true, pace: 'normal', lock: false }
const from = { x: 400, y: 240 }

describe('timeline/move', () => {
  it('equals as many nudges as the pointer went cells', () => {
    const across = fc.integer({ min: -5, max: 15 })
    const up = fc.integer({ min: -8, max: 24 })
    fc.assert(
      fc.property(across, up, (epochs, levels) => {
        const to = { x: from.x + epochs * 80, y: from.y - levels * 10 }
        const shift = shiftOf(grab, from, to, manner)
        let { step, value } = grab.key
        for (let i = 0; i < Math.abs(epochs); i++)
          step = nudgeStep(step, epochs > 0 ? 1 : -1, extent, 'normal', true)
        for (let i = 0; i < Math.abs(levels); i++)
          value = nudgeValue('epsilon', grab.grid, value, levels > 0 ? 1 : -1, 'normal')
        expect(grab.key.step + shift.steps).toBe(step)
        expect(grab.key.value + shift.value).toBeCloseTo(value, 12)
      }),
    )
  })

  it('snaps to the nearest epoch, or to the nearest step where it is free', () => {
    const to = { x: from.x + 100, y: from.y }
    expect(shiftOf(grab, from, to, manner).steps).toBe(20)
    expect(shiftOf(grab, from, to, { ...manner, marks: [], toEpochs: false }).steps).toBe(25)
  })

  it('leaves a value alone while the hand only trembles up and down', () => {
    const shift = shiftOf(grab, from, { x: from.x + 90, y: from.y + 2 }, manner)
    expect(shift).toEqual({ steps: 20, value: 0 })
  })

  it('holds to the longer axis where it is locked', () => {
    const shift = shiftOf(grab, from, { x: from.x + 90, y: from.y - 40 }, { ...manner, lock: true })
    expect(shift.value).toBe(0)
    expect(shift.steps).toBe(20)
  })

  it('goes beyond the top of the axis, up to what the lane can have', () => {
    const up = (pixels: number): number =>
      shiftOf(grab, from, { x: from.x, y: from.y - pixels }, manner).value + grab.key.value
    expect(up(400)).toBeCloseTo(48 / 255, 12)
    expect(up(99999)).toBe(1)
  })
})
