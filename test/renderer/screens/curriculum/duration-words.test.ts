// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { CostReport } from '#contract'
import { durationWords } from '../../../../src-renderer/screens/curriculum/duration-words.ts'
import { resolvedOf } from '../../../../src-renderer/timeline/edits.ts'
import { sampleSpec } from './sample-spec.ts'

const first = { judge: 0, slope: 0, climb: 0, turn: 0 }
const report: CostReport = {
  rates: {
    around: { start: 0, look: 0, save: 0 },
    still: { plain: 100, attacked: 120, climb: 50, first: 0 },
    moved: null,
    evaluation: {
      images: 128,
      judge: 100,
      slope: 300,
      begin: 100,
      climb: 200,
      beginTurns: 0,
      turn: 50,
      first,
    },
  },
  memory: { fixedBytes: 200e6, bytesPerImage: 3e6 },
  evaluationBytes: 350e6,
  memoryBytes: 8e9,
  threads: 2,
  measuredAt: 0,
  wasBusy: false,
}
const spec = sampleSpec()
const attacked = {
  ...spec,
  batchSize: 32,
  curriculum: {
    ...spec.curriculum,
    lanes: {
      epsilon: [{ at: { epoch: 1 }, value: 0.1, easing: 'hold' as const }],
      attackSteps: [{ at: { epoch: 1 }, value: 4, easing: 'hold' as const }],
    },
  },
}

describe('screens/curriculum/duration-words', () => {
  it('says how long training takes, and what fits', () => {
    const curriculum = resolvedOf(attacked)
    // Two portions of 128 clean images are probed at the end of each epoch.
    const { steps, stepsPerEpoch } = curriculum.extent
    const seconds = (steps * (120 + 4 * 50) + (steps / stepsPerEpoch) * 2 * 100) / 1000
    const words = durationWords(attacked, curriculum, report)
    expect(words.training).toBe(`${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`)
    // Evaluation needs more than a batch of 32 does.
    expect(words.memory).toBe('350 MB')
    expect(durationWords({ ...attacked, batchSize: 100 }, curriculum, report).memory).toBe('500 MB')
    expect(words.batches).toBe('up to 2,000')
    const small = { ...report, memory: { fixedBytes: 200e6, bytesPerImage: 0 } }
    expect(durationWords(attacked, curriculum, small).batches).toMatch(/^any/)
    const tight = { ...small, memoryBytes: 200e6 }
    expect(durationWords(attacked, curriculum, tight).batches).toBe('none')
  })

  it('does not guess at what was not measured', () => {
    const lanes = { rotation: [{ at: { epoch: 1 }, value: 30, easing: 'hold' as const }] }
    const turned = { ...attacked, curriculum: { ...attacked.curriculum, lanes } }
    expect(durationWords(turned, resolvedOf(turned), report).training).toBeNull()
  })
})
