// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { LaboratoryChoice } from '#contract'
import {
  checkpointsOf,
  modelOf,
  optionsOf,
  runOf,
  untrained,
} from '../../../../src-renderer/screens/laboratory/models.ts'
import { startSetting } from '../../../../src-renderer/screens/laboratory/setting.ts'

const choice = (run: string, changes: Partial<LaboratoryChoice> = {}): LaboratoryChoice => ({
  ...{ run, name: `run ${run}`, architecture: 'std-cnn', step: 1200, totalSteps: 1200 },
  dataset: { source: { kind: 'digits' }, train: 8, test: 8, seed: 0 },
  ...{ steps: [1000, 1200], savedAt: 0, isLive: false, fits: 'other' },
  ...changes,
})
const choices = [choice('a'), choice('b', { step: 0, steps: [0], totalSteps: 0 })]

describe('screens/laboratory/models', () => {
  it('asks the run of the address, else the newest, else a network nobody trained', () => {
    expect(runOf({ ...startSetting, run: 'x' }, choices)).toBe('x')
    expect(runOf(startSetting, choices)).toBe('a')
    expect(runOf(startSetting, [])).toBe(untrained)
    expect(modelOf(untrained, startSetting, [])).toMatchObject({ kind: 'fresh' })
  })

  it('asks the newest checkpoint until another is chosen', () => {
    expect(modelOf('a', startSetting, choices)).toEqual({ kind: 'run', run: 'a', step: 1200 })
    expect(modelOf('a', { ...startSetting, step: 1000 }, choices)).toMatchObject({ step: 1000 })
    expect(modelOf('x', startSetting, choices)).toEqual({ kind: 'run', run: 'x' })
    expect(checkpointsOf('a', choices)).toEqual([
      { value: 'newest', label: '1,200 (newest)' },
      { value: '1000', label: '1,000' },
    ])
    expect(checkpointsOf('b', choices)).toEqual([])
  })

  it('says of a model what it is and how far it is trained', () => {
    expect(optionsOf(choices).map(({ label }) => label)).toEqual([
      'run a, std-cnn, step 1,200',
      'run b, std-cnn, imported',
      'untrained, on digits',
    ])
  })
})
