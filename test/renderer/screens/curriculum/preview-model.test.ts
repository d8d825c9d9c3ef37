// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { LaboratoryChoice } from '#contract'
import {
  describeTreatment,
  modelOf,
  modelOptions,
  predictorOf,
  shortly,
  untrained,
} from '../../../../src-renderer/screens/curriculum/preview-model.ts'

const choice = (run: string, changes: Partial<LaboratoryChoice> = {}): LaboratoryChoice => ({
  ...{ run, name: `run ${run}`, architecture: 'std-cnn', step: 1200, totalSteps: 1200 },
  steps: [1200],
  dataset: { source: { kind: 'digits' }, train: 8, test: 8, seed: 0 },
  ...{ savedAt: 0, isLive: false, fits: 'same-model' },
  ...changes,
})

describe('screens/curriculum/preview-model', () => {
  it('predicts by the newest run of the very same model until another is chosen', () => {
    const choices = [choice('a', { fits: 'same-images' }), choice('b'), choice('c')]
    expect(predictorOf(choices, null)?.run).toBe('b')
    expect(predictorOf(choices, 'c')?.run).toBe('c')
    expect(predictorOf(choices, 'gone')?.run).toBe('b')
    expect(predictorOf(choices, untrained)).toBeUndefined()
    expect(predictorOf([choice('x', { fits: 'other' })], 'x')).toBeUndefined()
    expect(modelOf(choices[1])).toEqual({ kind: 'run', run: 'b', step: 1200 })
    expect(modelOf(undefined)).toBeUndefined()
  })

  it('offers the checkpoints that take the same images, and untrained weights', () => {
    const choices = [
      choice('a', { step: 400 }),
      choice('b', { fits: 'same-images', architecture: 'p4-cnn' }),
      choice('c', { fits: 'other' }),
      choice('d', { step: 0, totalSteps: 0 }),
    ]
    expect(modelOptions(choices).map(({ label }) => label)).toEqual([
      'run a, step 400',
      'run b, trained, p4-cnn',
      'run d, imported',
      'untrained weights',
    ])
  })

  it('says what is done to the images, in the order it is done', () => {
    const none = {
      ...{ epsilon: 0, rotation: 0, translation: 0, attackSteps: 7, learningRate: 0.1 },
      ...{ adversarialShare: 1, spatialShare: 1 },
    }
    const both = { ...none, rotation: 30, translation: 2, epsilon: 8 / 255, attackSteps: 7 }
    expect(describeTreatment(both, 'spatial-then-adversarial')).toBe(
      '±30° and ±2 px, then ε = 8/255 in 7 steps',
    )
    expect(describeTreatment(both, 'adversarial-through-spatial')).toBe(
      'ε = 8/255 in 7 steps through ±30° and ±2 px',
    )
    const half = { ...none, rotation: 30, spatialShare: 0.5, epsilon: 0.1, adversarialShare: 0 }
    expect(describeTreatment(half, 'spatial-then-adversarial')).toBe('±30° for 50 %')
    expect(describeTreatment(none, 'spatial-then-adversarial')).toBe('clean images')
  })

  it('writes probabilities without their zero', () => {
    expect([0.974, 0.06, 0.996, 1].map(shortly)).toEqual(['.97', '.06', '1.0', '1.0'])
  })
})
