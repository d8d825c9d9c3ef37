import { describe, expect, it } from 'vitest'
import {
  accuracyChart,
  describeNow,
  lossChart,
  rateChart,
} from '../../../../src-renderer/screens/run/monitor.ts'

describe('screens/run/monitor', () => {
  it.each([
    [10, '10'],
    [20, '20'],
    [0.1, '0.1'],
    [0.0125, '0.013'],
    [0.002, '0.002'],
    [1e-7, '1e-7'],
  ])('says a learning rate of %s as %s', (rate, words) => {
    const spec = rateChart(() => [{ x: 0, y: rate }], 100, 40)
    expect(spec.y.format?.(rate)).toBe(words)
    expect(describeNow(spec)).toContain(`learning rate ${words} at step`)
  })
})

describe('screens/run/monitor: the loss', () => {
  it.each([
    [0.1234, '0.123'],
    [2.5, '2.5'],
    [99_999, '99999'],
    [3e9, '3e9'],
  ])('is written as its axis has room: %s as %s', (loss, words) => {
    expect(lossChart(() => [], 10).y.format(loss)).toBe(words)
  })
})

describe('screens/run/monitor: a group of seeds', () => {
  const own = (name: string) => (name === 'spatialAccuracy' ? [] : [{ x: 10, y: 0.5 }])
  const mate = (seed: number, names: readonly string[]) => ({
    ...{ id: `r${seed}`, label: `seed ${seed}` },
    seriesOf: (name: string) => (names.includes(name) ? [{ x: 20, y: 0.25 }] : []),
  })
  const mates = [
    mate(1, ['loss', 'trainAccuracy', 'cleanAccuracy', 'spatialAccuracy']),
    mate(2, []),
  ]

  it('draws what the others have faint and behind, in the colour of the same metric', () => {
    const { curves, faintLabel } = accuracyChart(own, 100, mates)
    const faint = curves.filter(({ isFaint }) => isFaint)
    expect(curves.slice(-faint.length)).toEqual(faint)
    const colourOf = (label: string) => curves.find((curve) => curve.label === label)?.colour
    expect(faint.map(({ label }) => label)).toEqual(['clean, seed 1', 'spatial, seed 1'])
    expect(faint.map(({ colour }) => colour)).toEqual([colourOf('clean'), 'spatial'])
    expect(faintLabel).toBe('1 other run of the group')
    expect(new Set(curves.map(({ id }) => id)).size).toBe(curves.length)
  })

  it('speaks of the run itself, and says that others are behind it', () => {
    const words = describeNow(lossChart(own, 100, mates))
    expect(words).toBe('loss 0.5 at step 10; 1 other run of the group behind.')
    expect(describeNow(lossChart(own, 100))).toBe('loss 0.5 at step 10.')
    expect(lossChart(own, 100, [mate(3, [])]).faintLabel).toBeUndefined()
  })
})
