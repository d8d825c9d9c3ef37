import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { absent, diffSpecs } from '#comparison'

describe('comparison/diff-specs', () => {
  const base = { seed: 0, lanes: { epsilon: [{ at: 1, value: 0 }] }, plans: [] }

  it('names differing leaves by their path, and counts all', () => {
    const other = { ...base, lanes: { epsilon: [{ at: 1, value: 0.1 }] } }
    expect(diffSpecs(base, other)).toEqual({
      differences: [{ path: 'lanes.epsilon[0].value', values: ['0', '0.1'] }],
      alike: [
        { path: 'seed', value: '0' },
        { path: 'lanes.epsilon[0].at', value: '1' },
      ],
      settingsInAll: 3,
    })
  })

  it('shows what one spec does not have as absent', () => {
    const more = { ...base, lanes: { ...base.lanes, rotation: [{ at: 1, value: 30 }] } }
    expect(diffSpecs(base, more).differences).toEqual([
      { path: 'lanes.rotation[0].at', values: [absent, '1'] },
      { path: 'lanes.rotation[0].value', values: [absent, '30'] },
    ])
  })

  it('takes empty lists for no setting, and tells a text from a number', () => {
    expect(diffSpecs({ plans: [] }, {})).toEqual({ differences: [], alike: [], settingsInAll: 0 })
    expect(diffSpecs({ a: 1 }, { a: '1' }).differences).toHaveLength(1)
  })

  it('compares any number of specs', () => {
    const values = [1, 1, 2].map((seed) => ({ seed }))
    expect(diffSpecs(...values).differences).toEqual([{ path: 'seed', values: ['1', '1', '2'] }])
  })

  it('finds nothing between equal documents, whatever the order of their fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()), (document) => {
        const turned = Object.fromEntries(Object.entries(document).reverse())
        expect(diffSpecs(document, turned).differences).toEqual([])
      }),
      { seed: 1 },
    )
  })
})
