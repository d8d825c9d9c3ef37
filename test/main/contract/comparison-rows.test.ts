import { describe, expect, it } from 'vitest'
import { comparisonText, groupLabels, measureRows, settingRows, type Comparison } from '#contract'
import { laneInWords } from '../../../src-main/contract/comparison-rows.ts'
import { judgedRun } from './compared.ts'

const group = (id: string, name: string, runs: string[], epsilon: number) => ({
  ...{ id, name, runs, counted: runs, seeds: runs.map((_, i) => i) },
  curriculum: {
    name,
    stages: [],
    lanes: { epsilon: [{ at: { step: 0 }, value: epsilon, easing: 'hold' as const }] },
  },
  extent: { steps: 8, stepsPerEpoch: 4 },
})

const comparison: Comparison = {
  runs: [
    judgedRun('a', [0.9, 0.4, null], 10),
    judgedRun('b', [1, 0.6, null], 20),
    judgedRun('c', [0.8, null, null], 30),
  ],
  groups: [group('a', 'plain', ['a', 'b'], 0), group('c', 'plain', ['c'], 0.1)],
  grouping: 'seeds',
  collapsed: [],
  baseline: 'a',
  differences: [
    { path: 'curriculum.lanes.epsilon[0].value', values: ['0', '0.1'] },
    { path: 'engine', values: ['"onnx"', '—'] },
    { path: 'name', values: ['"plain"', '"plain, once more"'] },
  ],
  alike: [{ path: 'epochs', value: '2' }],
  settingsInAll: 4,
  front: [],
  hypervolume: null,
  referencePoint: [0, 0],
  curves: [],
  heatmaps: [],
  metrics: [],
  pairs: [],
  warnings: [],
}

describe('contract/comparison-rows', () => {
  it('sums each measure up over the runs of a group, and leaves out what no run has', () => {
    const rows = measureRows(comparison)
    expect(rows.map(({ measure }) => measure.key)).toEqual([
      ...['clean', 'adversarial', 'adversarialInvariance', 'activeSeconds'],
    ])
    expect(rows[0]?.cells[0]).toMatchObject({ mean: 0.95, count: 2, values: [0.9, 1] })
    expect(rows[1]?.cells[1]?.count).toBe(0)
  })

  it('leaves rates of degenerate runs out, and the time they took not', () => {
    const [first, ...others] = comparison.groups
    const groups = [{ ...first, counted: ['b'] }, ...others]
    const rows = measureRows({ ...comparison, groups })
    const [clean, time] = ['clean', 'activeSeconds'].map(
      (key) => rows.find(({ measure }) => measure.key === key)?.cells[0],
    )
    expect(clean).toMatchObject({ mean: 1, sd: null, count: 1 })
    expect(time).toMatchObject({ mean: 15, count: 2 })
  })

  it('tells a lane in one row, however many of its keys differ, and no name', () => {
    expect(settingRows(comparison)).toEqual([
      { title: 'Curriculum, radius ε', values: ['0', '0.1'] },
      { title: 'engine', values: ['onnx', '—'] },
    ])
  })

  it('reads a lane as the values it passes and where', () => {
    const keys = [
      { at: { step: 0 }, value: 0, easing: 'linear' as const },
      { at: { share: 0.5 }, value: 0.1, easing: 'hold' as const },
      { at: { epoch: 4 }, value: 0.2, easing: 'hold' as const },
    ]
    expect(laneInWords('epsilon', keys)).toBe('0 → 0.1 at 50 % → 0.2 at epoch 4')
    expect(laneInWords('rotation', [])).toBe('–')
  })
})

describe('contract/group-labels', () => {
  it('tells groups of one name apart by what differs', () => {
    expect([...groupLabels(comparison).values()]).toEqual([
      'plain, radius ε 0, engine onnx',
      'plain, radius ε 0.1, no engine',
    ])
  })

  it('falls back on seeds, then on ids', () => {
    const alone = (id: string, seed: number) => ({ ...group(id, 'x', [id], 0), seeds: [seed] })
    const labelled = (...groups: Comparison['groups']) => [
      ...groupLabels({ groups, differences: [] }).values(),
    ]
    expect(labelled(alone('a', 0), alone('b', 1))).toEqual(['x, seed 0', 'x, seed 1'])
    expect(labelled(alone('a', 0), alone('b', 0))).toEqual(['x, a', 'x, b'])
  })
})

describe('contract/group-labels: names that begin alike', () => {
  const labelled = (...names: string[]) => {
    const groups = names.map((name, i) => group(`r${i}`, name, [`r${i}`], 0))
    return [...groupLabels({ groups, differences: [] }).values()]
  }

  it('leaves out what all names begin with, up to a comma, colon or slash', () => {
    expect(labelled('cnn, plain', 'cnn, CuSP')).toEqual(['plain', 'CuSP'])
    expect(labelled('a: b, one', 'a: b, two', 'a: c')).toEqual(['b, one', 'b, two', 'c'])
    expect(labelled('c/rotation', 'c/rotating')).toEqual(['rotation', 'rotating'])
  })

  it('leaves names whole where one would be empty, or where they are one', () => {
    expect(labelled('cnn, ', 'cnn, CuSP')).toEqual(['cnn, ', 'cnn, CuSP'])
    expect(labelled('cnn', 'cnn, CuSP')).toEqual(['cnn', 'cnn, CuSP'])
    expect(labelled('cnn, CuSP')).toEqual(['cnn, CuSP'])
  })
})

describe('contract/comparison-text', () => {
  it('writes CSV with a row for each group and every number by itself', () => {
    const [head, first, second] = comparisonText(comparison, 'csv').split('\n')
    expect(head).toMatch(/^group,baseline,runs,seeds,clean,clean sd,clean n,adversarial,/)
    expect(first).toMatch(/^"plain, radius ε 0, engine onnx",yes,a b,0 1,0\.95,0\.0707\d+,2,0\.5,/)
    expect(second).toMatch(/,no,c,0,0\.8,,1,,,0,/)
  })

  it('writes the table as shown in Markdown and LaTeX', () => {
    const markdown = comparisonText(comparison, 'markdown')
    expect(markdown).toContain('| plain, radius ε 0, engine onnx (baseline) |')
    expect(markdown).toContain('| Clean accuracy | 0.950 ± 0.071 (n=2) | 0.800 |')
    expect(markdown).toContain('| Adversarial accuracy | 0.500 ± 0.141 (n=2) | – |')
    const latex = comparisonText(comparison, 'latex')
    expect(latex).toContain('Curriculum, radius $\\varepsilon$ & 0 & 0.1 \\\\')
  })
})
