// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  parallelAxes,
  shareOn,
  withinRanges,
} from '../../../../src-renderer/screens/comparison/parallel.ts'
import { compared } from './compared.ts'

const comparison = compared(
  { a: [[0.9, 0.4, 0.8]], b: [[0.8, 0.6, 0.8]], c: [[0.7, null, 0.8]] },
  {
    differences: [
      { path: 'epochs', values: ['1', '2', '4'] },
      { path: 'engine', values: ['"onnx"', '"auto"', '"onnx"'] },
      { path: 'seed', values: ['0', '1', '2'] },
    ],
  },
)
const axes = parallelAxes(comparison)
const ids = comparison.groups.map(({ id }) => id)

describe('screens/comparison/parallel', () => {
  it('has an axis for each number that differs, settings first, and none for a constant', () => {
    expect(axes.map(({ key }) => key)).toEqual([
      ...['epochs', 'clean', 'adversarial', 'adversarialInvariance'],
    ])
    expect(axes[0]).toMatchObject({ min: 1, max: 4, values: [1, 2, 4] })
    expect(axes[2]?.values).toEqual([0.4, 0.6, null])
  })

  it('places a value on its axis, and turned over from the other end', () => {
    const [epochs] = axes
    if (!epochs) throw new Error('no axis')
    expect([shareOn(epochs, 1, false), shareOn(epochs, 4, false)]).toEqual([0, 1])
    expect(shareOn(epochs, 2, true)).toBeCloseTo(2 / 3)
  })

  it('lets through who is inside every brushed range; a missing value is inside none', () => {
    expect(withinRanges(ids, axes, {})).toEqual([])
    expect(withinRanges(ids, axes, { epochs: [1, 2] })).toEqual(['a0', 'b0'])
    expect(withinRanges(ids, axes, { epochs: [1, 4], adversarial: [0.5, 1] })).toEqual(['b0'])
    expect(withinRanges(ids, axes, { adversarial: [0, 1] })).toEqual(['a0', 'b0'])
  })
})
