// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { differenceCells, measureRows, mostAway } from '#contract'
import { deltaOf } from '../../../../src-renderer/screens/comparison/cells.ts'
import { compared } from './compared.ts'

const [clean] = measureRows(compared({ a: [[0.58, 0.1, 0.1]], b: [[0.62, 0.1, 0.1]] }))
const cell = (mean: number) => ({ mean, sd: null, count: 1, values: [mean] })

describe('screens/comparison/cells', () => {
  it('says better and worse by arrow and sign', () => {
    if (!clean) throw new Error('no row')
    expect(deltaOf(clean.measure, cell(0.62), cell(0.58))).toEqual({
      ...{ way: 'better', arrow: '▲', text: '+.040' },
    })
    expect(deltaOf(clean.measure, cell(0.01), cell(0.58))).toMatchObject({
      way: 'worse',
      text: '−.570',
    })
    expect(deltaOf(clean.measure, cell(0.5801), cell(0.58))?.way).toBe('equal')
  })

  it('takes less of what is better small for better, and knows nothing of what is missing', () => {
    if (!clean) throw new Error('no row')
    const seconds = { ...clean.measure, direction: 'minimise', unit: 'seconds' } as const
    expect(deltaOf(seconds, cell(60), cell(90))).toMatchObject({
      ...{ way: 'better', arrow: '▼', text: '−33 %' },
    })
    expect(deltaOf(seconds, cell(90), cell(60))?.text).toBe('+50 %')
    expect(deltaOf(seconds, cell(270), cell(60))).toMatchObject({ way: 'worse', text: '×4.5' })
    expect(deltaOf(seconds, cell(72_000), cell(60))?.text).toBe('×1,200')
    expect(deltaOf(clean.measure, { ...cell(0), count: 0 }, cell(1))).toBeNull()
  })
})

describe('contract/plot/difference-panel', () => {
  const map = {
    ...{ label: 'x', rotations: [0, 30], translations: [0] },
    series: [
      { group: 'a', accuracies: [0.9, 0.5] },
      { group: 'b', accuracies: [0.7, null] },
    ],
  }
  it('subtracts cell by cell, turns its sign with its groups, and is 0 of one with itself', () => {
    expect(differenceCells(map, 'a', 'b')).toEqual([expect.closeTo(0.2), null])
    expect(differenceCells(map, 'b', 'a')).toEqual([expect.closeTo(-0.2), null])
    expect(differenceCells(map, 'a', 'a')).toEqual([0, 0])
    expect(mostAway(differenceCells(map, 'b', 'a'))).toBeCloseTo(0.2)
  })
})
