// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laneNames } from '#contract'
import {
  formatTick,
  parseValue,
  spokenName,
  formatValue,
} from '../../../src-renderer/timeline/lane-format.ts'

describe('timeline/lane-format', () => {
  it('names lanes as they are read aloud', () => {
    expect(spokenName('epsilon')).toBe('epsilon')
    expect(spokenName('attackSteps')).toBe('attack steps')
  })

  it('labels decades of the learning rate as powers of ten', () => {
    expect(formatTick('learningRate', 0.001)).toBe('10⁻³')
    expect(formatTick('learningRate', 1)).toBe('10⁰')
    expect(formatTick('learningRate', 0.002)).toBe('0.002')
  })

  it('reads fractions, decimals and units', () => {
    expect(parseValue('epsilon', '8/255')).toBe(8 / 255)
    expect(parseValue('epsilon', ' 8 / 255 ')).toBe(8 / 255)
    expect(parseValue('epsilon', '0.0314')).toBe(0.0314)
    expect(parseValue('rotation', '±30°')).toBe(30)
    expect(parseValue('translation', '±2.5 px')).toBe(2.5)
    expect(parseValue('learningRate', '1e−3')).toBe(0.001)
    expect(parseValue('attackSteps', '7.4')).toBe(7)
  })

  it('takes a bare 8 for epsilon as the number it is: refusing it is the spec’s business', () => {
    expect(parseValue('epsilon', '8')).toBe(8)
  })

  it('refuses what is not a number', () => {
    for (const text of ['', 'eight', '8/', '/255', '1/2/3', '8/0', 'NaN'])
      expect(parseValue('epsilon', text), text).toBeUndefined()
  })

  it('reads back what it shows, to the digits it shows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...laneNames),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (lane, share) => {
          const value = lane === 'attackSteps' ? Math.ceil(share * 200) : share
          const read = parseValue(lane, formatValue(lane, value))
          expect(Math.abs((read ?? NaN) / value - 1)).toBeLessThan(0.06)
        },
      ),
    )
  })
})
