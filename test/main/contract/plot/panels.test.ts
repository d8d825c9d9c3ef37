import { describe, expect, it } from 'vitest'
import {
  bandWords,
  curriculumPanels,
  differenceLabels,
  metricPanel,
  probabilityWords,
  signedWords,
  type Comparison,
} from '#contract'

type Curriculum = Comparison['groups'][number]['curriculum']

const group = (id: string, lanes: Curriculum['lanes'], steps = 100) => ({
  ...{ id, name: id, label: id, place: 0, runs: [id], counted: [id], seeds: [0] },
  curriculum: { name: id, stages: [], lanes } as Curriculum,
  extent: { steps, stepsPerEpoch: 10 },
})
const constant = (value: number) => [{ at: { step: 0 }, value, easing: 'hold' as const }]
const ramp = [
  { at: { share: 0 }, value: 0, easing: 'linear' as const },
  { at: { share: 1 }, value: 0.1, easing: 'hold' as const },
]

describe('contract/plot/curriculum-panels', () => {
  it('draws the lanes in which groups differ, through as few points as say the same', () => {
    const groups = [
      group('a', { epsilon: ramp, learningRate: constant(0.1) }),
      group('b', { epsilon: constant(0.05), learningRate: constant(0.1) }, 50),
    ]
    const [epsilon, ...others] = curriculumPanels(groups, undefined)
    expect(others).toEqual([])
    expect(epsilon.y.label).toBe('radius ε')
    expect(epsilon.series.map(({ means }) => means)).toEqual([
      [
        [0, 0],
        [100, 0.1],
      ],
      [
        [0, 0.05],
        [50, 0.05],
      ],
    ])
    expect(curriculumPanels(groups, ['learningRate'])).toHaveLength(1)
  })
})

describe('contract/plot/difference-labels', () => {
  const groups = [group('a', {}), group('b', {}), group('c', {})]
  const differing = (rows: Record<string, string[]>) =>
    differenceLabels({
      groups,
      differences: Object.entries(rows).map(([path, values]) => ({ path, values })),
    })

  it('says the fewest settings that tell all groups apart, the shortest of them', () => {
    const rows = { 'training.optimiser.momentum': ['0.9', '0.8', '0.7'], epochs: ['1', '2', '3'] }
    expect([...differing(rows).values()]).toEqual(['epochs 1', 'epochs 2', 'epochs 3'])
  })

  it('joins two where one leaves groups alike', () => {
    const rows = { epochs: ['1', '1', '2'], batchSize: ['8', '16', '8'] }
    expect([...differing(rows).values()]).toEqual([
      'epochs 1, batchSize 8',
      'epochs 1, batchSize 16',
      'epochs 2, batchSize 8',
    ])
  })

  it('falls back to names where no short settings do', () => {
    expect([...differing({ notes: ['x'.repeat(60), 'y', 'z'] }).values()]).toEqual(['a', 'b', 'c'])
    expect([...differing({}).values()]).toEqual(['a', 'b', 'c'])
  })
})

describe('contract/plot/words', () => {
  it.each([
    [1, '1.000'],
    [0.0421, '0.042'],
    [8e-5, '8 × 10⁻⁵'],
    [3e-12, '3 × 10⁻¹²'],
    [0, '< 10⁻³⁰⁰'],
  ])('writes the probability %d as %s', (p, text) => {
    expect(probabilityWords(p)).toBe(text)
  })

  it('writes a difference of shares with its sign', () => {
    expect([0.031, -0.2, 0].map(signedWords)).toEqual(['+.031', '−.200', '+.000'])
  })

  it('says what a band spans, and over how many', () => {
    const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `run${i}`)
    const one = (count: number, counted = count, seeds = count) => ({
      ...{ runs: ids(count), counted: ids(counted), seeds: ids(seeds).map((_, seed) => seed) },
    })
    const of = (...counts: number[]) => counts.map((count) => one(count))
    expect(bandWords('sd', of(3, 3))).toBe('mean ± sd over 3 seeds')
    expect(bandWords('none', of(2, 3))).toBe('mean over 2 to 3 seeds')
    expect(bandWords('sd', of(1, 1))).toBe('')
    expect(bandWords('range', [one(3, 3, 1)])).toBe('mean and range over 3 runs')
    expect(bandWords('sd', [one(3), one(3, 2)])).toBe(
      'mean ± sd over 2 to 3 seeds, degenerate runs left out',
    )
  })
})

describe('contract/plot/metric-panel', () => {
  const overlay = {
    domain: [0, 2] as [number, number],
    curves: [
      {
        group: 'a',
        count: 2,
        x: [1, 2],
        y: [0.5, 0.9],
        low: [0.2, 0.6],
        high: [0.8, 1.2],
        raw: null,
      },
    ],
  }
  const of = (metric: string) =>
    metricPanel(overlay, [group('a', {})], { metric, over: 'step', range: null }).y

  it('ends the axis of an accuracy at 1, however far its band goes, and that of a loss beyond', () => {
    expect(of('adversarialAccuracy')).toMatchObject({ from: 0.2, to: 1 })
    expect(of('loss')).toMatchObject({ from: 0.2, to: 1.2 })
  })
})
