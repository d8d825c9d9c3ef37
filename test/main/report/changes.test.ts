import { describe, expect, it } from 'vitest'
import { changesSince, changeWords, type PanelContent } from '#report'

const content = (head: string[], ...rows: string[][]): PanelContent => ({
  title: 't',
  parts: [{ is: 'table', caption: '', head, rows }],
  provenance: { runs: [], version: '1', datasets: [], protocols: [], drawnAt: 0 },
})
const frozen = content(['Run', 'Clean'], ['a', '0.9'], ['b', '0.8'])

describe('report/changes', () => {
  it('finds none between a panel and itself, nor when rows change places', () => {
    expect(changesSince(frozen, frozen)).toEqual([])
    expect(changesSince(frozen, content(['Run', 'Clean'], ['b', '0.8'], ['a', '0.9']))).toEqual([])
  })

  it('names what is another number, what came and what went', () => {
    const live = content(['Run', 'Clean', 'Spatial'], ['a', '0.95', '0.5'], ['c', '0.7', '0.4'])
    expect(changesSince(frozen, live).map(changeWords)).toEqual([
      'a, Clean: 0.95, was 0.9',
      'a, Spatial: 0.5, was not there',
      'b, Clean: gone, was 0.8',
      'c, Clean: 0.7, was not there',
      'c, Spatial: 0.4, was not there',
    ])
  })

  it('keeps rows of one name apart', () => {
    const twins = content(['Run', 'Clean'], ['a', '1'], ['a', '2'])
    expect(changesSince(twins, content(['Run', 'Clean'], ['a', '1'], ['a', '3']))).toMatchObject([
      { row: 'a (2)', was: '2', now: '3' },
    ])
  })
})
