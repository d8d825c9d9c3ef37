import { describe, expect, it } from 'vitest'
import { chanceRows, mcnemarTable, type Comparison } from '#contract'

type Run = Comparison['runs'][number]
type Pair = Comparison['pairs'][number]

const run = (id: string, seed: number, clean: number, adversarial: number | null): Run =>
  ({ id, seed, scores: { count: 500, clean, adversarial, spatial: null } }) as Run
const pair = (a: string, b: string, family: Pair['family'], counts: [number, number, number]) => ({
  ...{ a, b, family, onlyA: counts[0], onlyB: counts[1], p: counts[2] },
})

const comparison = {
  runs: [
    ...[run('a0', 0, 0.9, 0.4), run('a1', 1, 0.92, 0.42)],
    ...[run('b0', 0, 0.88, 0.5), run('b1', 1, 0.9, 0.54)],
  ],
  pairs: [
    ...[pair('a0', 'b0', 'clean', [30, 20, 0.2]), pair('a0', 'b0', 'adversarial', [10, 60, 1e-9])],
    ...[
      pair('a1', 'b1', 'clean', [32, 22, 0.22]),
      pair('a1', 'b1', 'adversarial', [10, 70, 1e-12]),
    ],
  ],
}
const groups = [
  { id: 'a0', label: 'plain', place: 0, runs: ['a0', 'a1'] },
  { id: 'b0', label: 'both', place: 1, runs: ['b0', 'b1'] },
]

describe('contract/plot/chance-rows', () => {
  it('has a row for each family, in one order, with the gain of each seed and their mean', () => {
    const rows = chanceRows(comparison, groups[1])
    expect(rows.map(({ family }) => family)).toEqual(['clean', 'adversarial'])
    const [, adversarial] = rows
    expect(adversarial.pairs.map(({ b, gain }) => [b, gain?.toFixed(3)])).toEqual([
      ['b0', '0.100'],
      ['b1', '0.120'],
    ])
    expect(adversarial.gain?.mean).toBeCloseTo(0.11, 12)
    // Two gains of 0.1 and 0.12: mean ± 12.706 × 0.01.
    expect(adversarial.gain?.interval?.map((end) => end.toFixed(3))).toEqual(['-0.017', '0.237'])
  })

  it('has none of the baseline itself', () => {
    expect(chanceRows(comparison, groups[0])).toEqual([])
  })
})

describe('contract/plot/mcnemar-table', () => {
  it('goes from the lowest to the highest over seeds, and calls a group once', () => {
    const table = mcnemarTable(comparison, groups, 'plain')
    expect(table?.head).toEqual([
      '',
      'Images',
      'Gain',
      'Only baseline right',
      'Only this right',
      'p',
    ])
    expect(table?.rows).toEqual([
      ['both', 'clean', '−.020 [−.020, −.020]', '30 to 32', '20 to 22', '0.200 to 0.220'],
      ['', 'adversarial', '+.110 [−.017, +.237]', '10', '60 to 70', '1 × 10⁻¹² to 1 × 10⁻⁹'],
    ])
  })

  it('has every test by itself in its numbers', () => {
    const numbers = mcnemarTable(comparison, groups, 'plain')?.numbers ?? []
    expect(numbers).toHaveLength(1 + comparison.pairs.length)
    const [head, first] = numbers
    expect(Object.fromEntries(head.map((name, i) => [name, first[i]]))).toMatchObject({
      ...{ group: 'both', run: 'b0', baseline: 'plain', 'baseline run': 'a0', seed: '0' },
      ...{ images: 'clean', 'only baseline right': '30', 'only this right': '20', p: '0.2' },
    })
  })

  it('is none where no group met the images of the baseline', () => {
    expect(mcnemarTable({ ...comparison, pairs: [] }, groups, 'plain')).toBeNull()
  })
})
