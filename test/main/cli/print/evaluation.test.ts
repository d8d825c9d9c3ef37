import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { protocolSchema, type Evaluation } from '#contract'
import { formatEvaluation } from '../../../../src-main/cli/print/evaluation.ts'

const pgd = { attack: 'pgd', epsilon: 0.1, steps: 20 } as const
const spatial = { attack: 'spatial-random', rotation: 30, translation: 2, draws: 5 } as const
const protocol = protocolSchema.parse({
  version: 1,
  name: 'tiny',
  subset: { count: 100 },
  plans: [pgd, { ...spatial, climbs: 'prediction' }],
})
const rates = { accuracy: 0.5, interval: [0.4, 0.6] as [number, number], invariance: 0.6 }
const evaluation: Evaluation = {
  ...{ id: 1, step: 8, protocol, count: 100, subsetHash: 'h', finished: true },
  scores: {
    ...{ count: 100, clean: 0.9, adversarial: 0.5, spatial: 0.7, worstCase: 0.4 },
    ...{ adversarialInvariance: 0.6, spatialInvariance: 0.8, worstCaseInvariance: 0.45 },
    degenerate: false,
  },
  plans: [
    {
      ...{ ...rates, key: 'a', plan: protocol.plans[0], label: 'PGD-20' },
      ...{ family: 'adversarial', climbs: 'label', headline: true },
    },
    {
      ...{ ...rates, key: 'b', plan: protocol.plans[1], label: 'turned' },
      ...{ family: 'spatial', climbs: 'prediction', headline: true },
    },
  ],
  curves: [
    {
      ...{ over: 'epsilon', label: 'PGD-20', climbs: 'label', rises: [8 / 255] },
      points: [4 / 255, 8 / 255].map((value) => ({ value, ...rates })),
    },
  ],
  heatmaps: [
    {
      ...{ label: 'one random draw', climbs: null, rotations: [0, 30], translations: [0, 2] },
      cells: [
        { rotation: 0, translation: 0, ...rates },
        { rotation: 30, translation: 2, ...rates, accuracy: 0.25, invariance: null },
      ],
    },
  ],
  masking: {
    verdict: 'suspected',
    text: 'Gradient masking is suspected.',
    signals: [
      { signal: 'zero-gradient', fires: true, counts: { zero: 9 }, text: '9 of 64.' },
      { signal: 'huge-radius', fires: null, counts: {}, text: 'Not examined.' },
    ],
  },
}
const printed = (changes: Partial<Evaluation> = {}) =>
  stripVTControlCharacters(formatEvaluation({ ...evaluation, ...changes }))
const lineOf = (text: string, start: string) =>
  text.split('\n').find((line) => line.trimStart().startsWith(start)) ?? ''

describe('cli/print/evaluation', () => {
  it('says beside every rate what its attack climbs', () => {
    expect(lineOf(printed(), 'PGD-20')).toMatch(/the true label +50\.0 % \[40\.0, 60\.0\] +60\.0 %/)
    expect(lineOf(printed(), 'turned')).toContain('its own prediction')
    expect(printed()).toContain('accuracy against epsilon, PGD-20, climbing the true label')
  })

  it('ends with the worst case of each family and of both', () => {
    const worst = printed()
      .split('\n')
      .filter((line) => line.startsWith('worst case'))
    expect(worst.map((line) => line.replace(/ +/g, ' ').split('image by image ')[1])).toEqual([
      'adversarial 50.0 % 60.0 %',
      'spatial 70.0 % 80.0 %',
      'both 40.0 % 45.0 %',
    ])
  })

  it('marks what fires, and what was not examined', () => {
    expect(printed()).toContain('Gradient masking: suspected.')
    expect(lineOf(printed(), '!')).toContain('zero-gradient: 9 of 64.')
    expect(lineOf(printed(), '?')).toContain('huge-radius')
  })

  it('marks where accuracy rises, with the reason', () => {
    expect(lineOf(printed(), '8/255')).toContain('↑')
    expect(lineOf(printed(), '4/255')).not.toContain('↑')
    expect(lineOf(printed(), '↑')).toMatch(/gradients are masked/)
  })

  it('has a row a rotation and a dash for a cell that is not there', () => {
    expect(lineOf(printed(), '±0°').replace(/ +/g, ' ')).toBe('±0° 50.0 / 60.0 –')
    expect(lineOf(printed(), '±30°').replace(/ +/g, ' ')).toBe('±30° – 25.0 / –')
  })

  it('lays corruptions out by severity, with a dash for what was not evaluated', () => {
    const corrupted = ([corruption, severity, accuracy]: [string, 1 | 2 | 3 | 4 | 5, number]) => ({
      ...{ ...rates, key: corruption + severity, label: corruption, accuracy },
      ...{ family: 'corruption' as const, climbs: null, headline: true },
      plan: { attack: 'corruption' as const, set: 'c', corruption, severity },
    })
    const told: [string, 1 | 2 | 3 | 4 | 5, number][] = [
      ['fog', 5, 0.5],
      ['fog', 1, 0.75],
      ['snow', 1, 0.25],
    ]
    const scores = { ...evaluation.scores!, corruption: 0.5 }
    const text = printed({ scores, plans: [...evaluation.plans, ...told.map(corrupted)] })
    expect(text).toContain('accuracy % under corruptions, mean over all: 50.0 %')
    expect(lineOf(text, 'corruption ').replace(/ +/g, ' ')).toBe(
      'corruption severity 1 severity 5 mean',
    )
    expect(lineOf(text, 'fog').replace(/ +/g, ' ')).toBe('fog 75.0 50.0 62.5')
    expect(lineOf(text, 'snow').replace(/ +/g, ' ')).toBe('snow 25.0 – 25.0')
  })

  it('warns of a degenerate network before any of its rates', () => {
    const scores = { ...evaluation.scores!, degenerate: true }
    const text = printed({ scores })
    expect(text.indexOf('Degenerate:')).toBeGreaterThan(0)
    expect(text.indexOf('Degenerate:')).toBeLessThan(text.indexOf('climbs'))
  })
})
