import { describe, expect, it } from 'vitest'
import { describeNow, rateChart } from '../../../../src-renderer/screens/run/monitor.ts'

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
