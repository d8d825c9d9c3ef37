import { describe, expect, it } from 'vitest'
import { bandWords, curriculumPanels, differenceLabels, type Comparison } from '#contract'

type Curriculum = Comparison['groups'][number]['curriculum']

const group = (id: string, lanes: Curriculum['lanes'], steps = 100) => ({
  ...{ id, name: id, label: id, place: 0, runs: [id], seeds: [0] },
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
  it('says what a band spans, and over how many', () => {
    const of = (...counts: number[]) =>
      counts.map((count) => ({ runs: Array(count).fill(0), seeds: Array(count).fill(0) }))
    expect(bandWords('sd', of(3, 3))).toBe('mean ± sd over 3 seeds')
    expect(bandWords('none', of(2, 3))).toBe('mean over 2 to 3 seeds')
    expect(bandWords('sd', of(1, 1))).toBe('')
    expect(bandWords('range', [{ runs: [1, 2, 3], seeds: [1] }])).toBe('mean and range over 3 runs')
  })
})
