// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparisonViewSchema, type ComparisonView } from '#contract'
import {
  formatView,
  parseView,
  plainComparison,
} from '../../../src-renderer/state/comparison-address.ts'
import { formatRoute, parseRoute } from '../../../src-renderer/state/route.ts'

const id = fc.stringMatching(/^[0-9a-z]{10}$/)
const axis = fc.constantFrom('clean', 'adversarial', 'spatial')
const view = fc
  .record(
    {
      grouping: fc.constantFrom('seeds', 'none'),
      baseline: id,
      hidden: fc.array(id, { maxLength: 3 }),
      metrics: fc.array(fc.constantFrom('loss', 'setting.epsilon', 'a b&c=d,e'), { maxLength: 2 }),
      over: fc.constantFrom('step', 'epoch', 'wall', 'rotation'),
      smoothing: fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100),
      band: fc.constantFrom('sd', 'ci', 'range', 'none'),
      tradeOff: fc.tuple(axis, axis),
    },
    { requiredKeys: [] },
  )
  .map((written): ComparisonView => comparisonViewSchema.parse(written))

describe('state/comparison-address', () => {
  it('is found again in the address of its screen', () => {
    fc.assert(
      fc.property(view, fc.array(id, { minLength: 1, maxLength: 4 }), (seen, runs) => {
        const route = { screen: 'comparison', runs, view: seen } as const
        const { view: found = plainComparison, ...rest } = parseRoute(
          formatRoute(route),
        ) as typeof route
        expect({ ...rest, view: found }).toEqual(route)
      }),
      { seed: 1 },
    )
  })

  it('says nothing of the plain view', () => {
    expect(formatView(plainComparison)).toBe('')
    expect(parseView(new URLSearchParams(''))).toEqual(plainComparison)
  })

  it('passes over what means nothing', () => {
    const odd = new URLSearchParams(
      'over=sideways&smoothing=7&band=&axes=clean&hidden=a&hidden=&hidden=b',
    )
    expect(parseView(odd)).toEqual({ ...plainComparison, hidden: ['a', 'b'] })
  })
})
