// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  costOf,
  roundCount,
  roundRange,
} from '../../../../src-renderer/screens/curriculum/cost-words.ts'
import { resolvedOf } from '../../../../src-renderer/timeline/edits.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()

describe('screens/curriculum/cost-words', () => {
  it('counts forward and backward passes of training and attack', () => {
    const lanes = {
      epsilon: [{ at: { epoch: 1 }, value: 0.1, easing: 'hold' as const }],
      attackSteps: [{ at: { epoch: 1 }, value: 4, easing: 'hold' as const }],
    }
    const attacked = { ...spec, curriculum: { ...spec.curriculum, lanes } }
    const cost = costOf(attacked, resolvedOf(attacked))
    expect(cost.total).toBe(10 * 1280 * 10)
    expect(cost.firstEpoch).toBe(1280 * 10)
    expect(cost.attackShare).toBeCloseTo(0.8, 12)
  })

  it('says large counts in words', () => {
    expect([940, 61_000, 20_600_000, 3e9].map(roundCount)).toEqual([
      '940',
      '61 thousand',
      '20.6 million',
      '3 billion',
    ])
    expect(roundRange(96_000, 176_000)).toBe('96 → 176 thousand')
    expect(roundRange(96_000, 96_010)).toBe('96 thousand')
  })
})
