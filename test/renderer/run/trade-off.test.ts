// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { markOf } from '../../../src-renderer/charts/run-mark.ts'
import { tradeOff } from '../../../src-renderer/run/trade-off.ts'
import { scores, summary } from '../fake-host.ts'

describe('run/trade-off', () => {
  it('marks runs by their own numbers, though no list holds the old ones', () => {
    const runs = [3, 5, 412].map((number) =>
      summary({ id: `r${number}`, number, scores: scores(0.9, 0.5, 0.1 * (number % 7)) }),
    )
    const marks = tradeOff(runs, () => true).points.map(({ colour, shape }) => ({ colour, shape }))
    expect(marks).toEqual(
      [3, 5, 412].map((number) => {
        const { colour, shape } = markOf(number - 1)
        return { colour, shape }
      }),
    )
    expect(new Set(marks.map((mark) => JSON.stringify(mark))).size).toBe(3)
  })
})
