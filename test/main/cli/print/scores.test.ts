import { describe, expect, it } from 'vitest'
import { formatScores } from '../../../../src-main/cli/print/scores.ts'
import { summary } from '../summary.ts'

const scores = {
  count: 100,
  clean: 0.96,
  adversarial: 0.5,
  spatial: null,
  adversarialInvariance: 0.55,
  spatialInvariance: null,
  degenerate: false,
}
const first = summary({ id: 'a', name: 'plain', scores })
const second = summary({ id: 'b', name: 'curriculum', scores: { ...scores, degenerate: true } })

describe('cli/print/scores', () => {
  it('gives each accuracy its Wilson interval, and a dash to what was not measured', () => {
    expect(formatScores([first]).split('\n')).toEqual([
      'run  name             clean %      adversarial %  spatial %  adv. inv. %  spat. inv. %',
      '───  ─────  ─────────────────  ─────────────────  ─────────  ───────────  ────────────',
      'a    plain  96.0 [90.2, 98.4]  50.0 [40.4, 59.6]          –         55.0             –',
    ])
  })

  it('says which network is degenerate', () => {
    const [, , plain, curriculum] = formatScores([first, second]).split('\n')
    expect(plain).not.toContain('degenerate')
    expect(curriculum).toContain('(degenerate)')
  })

  it('shows state and seed only where they tell runs apart', () => {
    const heading = (...runs: Parameters<typeof formatScores>[0]) =>
      formatScores(runs).split('\n')[0]
    expect(heading(first, second)).not.toMatch(/state|seed/)
    expect(heading(first, { ...second, seed: 1 })).toContain('seed')
    expect(heading(first, { ...second, state: 'failed' })).toContain('state')
  })

  it('marks the runs it is told to, and keeps the others in line', () => {
    const lines = formatScores([first, second], new Set(['b'])).split('\n')
    expect(lines[2]).toMatch(/^a {6}plain/)
    expect(lines[3]).toMatch(/^b {4}★ curriculum/)
  })
})
