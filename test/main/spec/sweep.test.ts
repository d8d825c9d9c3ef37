import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyOverrides, configKey, parseAxis, runSpecSchema, sweepOf } from '#spec'

const base = runSpecSchema.parse({
  version: 1,
  name: 'base',
  dataset: { source: { kind: 'digits' }, train: 100, test: 50 },
  model: { architecture: 'std-cnn' },
  epochs: 2,
  batchSize: 10,
  curriculum: { lanes: { epsilon: [{ at: { step: 0 }, value: 0.1 }] } },
  evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
})

describe('spec/sweep', () => {
  it('reads a path and its values', () => {
    expect(parseAxis('epochs = 1, 2,3')).toEqual({ path: 'epochs', values: ['1', '2', '3'] })
  })

  it('leaves commas inside brackets and quotes to their value', () => {
    const { values } = parseAxis('model = {"a": 1, "b": [2, 3]}, "x, y", [4, 5]')
    expect(values).toEqual(['{"a": 1, "b": [2, 3]}', '"x, y"', '[4, 5]'])
  })

  it.each(['epochs', '= 1', 'epochs = 1,, 2', 'epochs = 1, 1', 'epochs ='])(
    'refuses %j',
    (text) => {
      expect(() => parseAxis(text)).toThrow(expect.objectContaining({ code: 'input.invalid' }))
    },
  )

  it('makes every combination with every seed, each as its overrides make it', () => {
    const axes = [
      parseAxis('epochs = 1, 3'),
      parseAxis('curriculum.lanes.epsilon[0].value = 0, 0.2'),
    ]
    const members = sweepOf(base, axes, [4, 5])
    expect(members.map(({ name, seed }) => `${name} (${seed})`)).toEqual([
      ...['base, epochs 1, epsilon[0] 0 (4)', 'base, epochs 1, epsilon[0] 0 (5)'],
      ...['base, epochs 1, epsilon[0] 0.2 (4)', 'base, epochs 1, epsilon[0] 0.2 (5)'],
      ...['base, epochs 3, epsilon[0] 0 (4)', 'base, epochs 3, epsilon[0] 0 (5)'],
      ...['base, epochs 3, epsilon[0] 0.2 (4)', 'base, epochs 3, epsilon[0] 0.2 (5)'],
    ])
    const last = applyOverrides(base, ['epochs=3', 'curriculum.lanes.epsilon[0].value=0.2'])
    expect(configKey(members.at(-1) ?? base)).toBe(configKey(last))
  })

  it('has as many members as its axes and seeds multiply to', () => {
    const axis = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(axis, axis, (epochs, sizes) => {
        const axes = [
          parseAxis(`epochs = ${epochs.join()}`),
          parseAxis(`batchSize = ${sizes.join(', ')}`),
        ]
        const members = sweepOf(base, axes, [0, 1])
        expect(members).toHaveLength(epochs.length * sizes.length * 2)
        expect(new Set(members.map(configKey)).size).toBe(epochs.length * sizes.length)
      }),
      { numRuns: 20 },
    )
  })

  it('refuses what leads nowhere, does not belong, or is too much', () => {
    const refused = (axes: string[], seeds: number[], code: string) =>
      expect(() => sweepOf(base, axes.map(parseAxis), seeds)).toThrow(
        expect.objectContaining({ code }),
      )
    refused(['modell.architecture = a'], [0], 'input.invalid')
    refused(['epochs = 0'], [0], 'spec.invalid')
    refused(
      ['epochs = 1, 2'],
      Array.from({ length: 501 }, (_, i) => i),
      'input.invalid',
    )
  })
})
