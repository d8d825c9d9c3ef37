import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearestName } from '#errors'
import { editDistance } from '../../../src-main/errors/nearest.ts'

describe('errors/nearest', () => {
  it('measures published distances', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3)
    expect(editDistance('ca', 'abc')).toBe(3)
    expect(editDistance('epslion', 'epsilon')).toBe(1)
  })

  it('is symmetric, and 0 only for the same text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b) === 0).toBe(a === b)
      }),
      { seed: 1 },
    )
  })

  it('suggests the nearest name, whatever its case, and nothing for a stranger', () => {
    const names = ['epsilon', 'rotation', 'attackSteps']
    expect(nearestName('attacksteps', names)).toBe('attackSteps')
    expect(nearestName('rotatoin', names)).toBe('rotation')
    expect(nearestName('momentum', names)).toBeUndefined()
  })

  it('completes an abbreviation that only one name begins with', () => {
    expect(nearestName('eps', ['epsilon', 'epochs'])).toBe('epsilon')
    expect(nearestName('ep', ['epsilon', 'epochs'])).toBeUndefined()
  })
})
