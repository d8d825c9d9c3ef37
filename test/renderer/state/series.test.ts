// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extendSeries, noSeries } from '../../../src-renderer/state/series.ts'

const loss = (step: number, value: number) => ({ seq: step, step, name: 'loss', value })

describe('state/series', () => {
  it('keeps points in rising order of step, whatever order they come in', () => {
    const steps = fc.uniqueArray(fc.nat(1000))
    fc.assert(
      fc.property(steps, steps, (first, second) => {
        const once = extendSeries(
          noSeries,
          first.map((step) => loss(step, step)),
          null,
        )
        const twice = extendSeries(
          once,
          second.map((step) => loss(step, step)),
          null,
        )
        const known = (twice.get('loss') ?? []).map(({ x }) => x)
        expect(known).toEqual([...new Set([...first, ...second])].sort((a, b) => a - b))
      }),
    )
  })

  it('drops what came after a truncation and takes what came instead', () => {
    const before = extendSeries(noSeries, [loss(1, 1), loss(2, 2), loss(3, 3)], null)
    const after = extendSeries(before, [loss(2, 20)], 1)
    expect(after.get('loss')).toEqual([
      { x: 1, y: 1 },
      { x: 2, y: 20 },
    ])
  })

  it('truncates metrics that have no new points as well', () => {
    const before = extendSeries(noSeries, [{ ...loss(9, 1), name: 'cleanAccuracy' }], null)
    expect(extendSeries(before, [loss(1, 1)], 5).get('cleanAccuracy')).toEqual([])
  })

  it('replaces a point at a step it knows', () => {
    const before = extendSeries(noSeries, [loss(1, 1)], null)
    expect(extendSeries(before, [loss(1, 2)], null).get('loss')).toEqual([{ x: 1, y: 2 }])
  })
})
