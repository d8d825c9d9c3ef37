import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterCrash } from '../../../src-main/executor/back-off.ts'

const backOff = { firstMs: 100, windowMs: 10_000, limit: 4 }

describe('executor/back-off', () => {
  it('doubles the wait with each crash within the window', () => {
    expect(afterCrash([0], backOff)).toEqual({ kind: 'wait', ms: 100 })
    expect(afterCrash([0, 500], backOff)).toEqual({ kind: 'wait', ms: 200 })
    expect(afterCrash([0, 500, 900], backOff)).toEqual({ kind: 'wait', ms: 400 })
  })

  it('gives up at the limit', () => {
    expect(afterCrash([0, 1, 2, 3], backOff)).toEqual({ kind: 'give-up' })
  })

  it('forgets crashes older than the window', () => {
    expect(afterCrash([0, 1, 2, 10_002], backOff)).toEqual({ kind: 'wait', ms: 100 })
  })

  it('never gives up on crashes further apart than the window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 10_000, max: 1e6 }), { minLength: 1 }), (gaps) => {
        let time = 0
        const crashes = gaps.map((gap) => (time += gap))
        expect(afterCrash(crashes, backOff)).toEqual({ kind: 'wait', ms: 100 })
      }),
    )
  })
})
