import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laneNames } from '#contract'
import { formatTick, formatValue, parseValue } from '../../../src-renderer/timeline/lane-format.ts'

describe('timeline/lane-format', () => {
  it('shows each lane in its own unit', () => {
    expect(formatValue('epsilon', 8 / 255)).toBe('8/255')
    expect(formatValue('epsilon', 2.5 / 255)).toBe('2.5/255')
    expect(formatValue('epsilon', 0.0314)).toBe('0.0314')
    expect(formatValue('epsilon', 0)).toBe('0')
    expect(formatValue('rotation', 30)).toBe('±30°')
    expect(formatValue('translation', 2.5)).toBe('±2.5 px')
    expect(formatValue('learningRate', 0.00003)).toBe('3e-5')
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
    expect(parseValue('translation', '±2,5 px')).toBe(2.5)
    expect(parseValue('learningRate', '1e-3')).toBe(0.001)
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
        fc.double({ min: 1e-4, max: 1, noNaN: true }),
        (lane, share) => {
          const value = lane === 'attackSteps' ? Math.ceil(share * 200) : share
          const read = parseValue(lane, formatValue(lane, value))
          expect(Math.abs((read ?? NaN) / value - 1)).toBeLessThan(1e-3)
        },
      ),
    )
  })
})
