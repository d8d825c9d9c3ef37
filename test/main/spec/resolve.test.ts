import { describe, expect, it } from 'vitest'
import { settingsAt } from '#curriculum'
import {
  applyOverrides,
  canonicalJson,
  configKey,
  parseRunSpec,
  problemsOfRun,
  resolveRun,
  specHash,
} from '#spec'
import { short } from './specs.ts'

const spec = parseRunSpec(short)
const changed = (...overrides: string[]) => applyOverrides(spec, overrides)

describe('spec/resolve', () => {
  it('gives the run its length, its settings and its plans', () => {
    const run = resolveRun(spec)
    expect(run.extent).toEqual({ steps: 100, stepsPerEpoch: 10 })
    expect(settingsAt(run.curriculum, 25).epsilon).toBeCloseTo(0.05, 12)
    expect(run.plans.map(({ plan }) => plan.attack)).toEqual(['clean', 'pgd'])
  })

  it.each([
    ['batchSize=200', 'batchSize: is 200; at most 100, which is dataset.train, belongs here'],
    [
      'evaluation.subset.count=51',
      'evaluation.subset.count: is 51; at most 50, which is dataset.test, belongs here',
    ],
    ['probe.count=51', 'probe.count: is 51; at most 50, which is dataset.test, belongs here'],
    ['probe.epsilon=8', 'probe.epsilon: epsilon is 8: perturbations are measured in pixel scale'],
    [
      'curriculum.lanes.epsilon[1].value=8',
      'curriculum.lanes.epsilon[1].value: epsilon is 8: perturbations',
    ],
    [
      'curriculum.lanes.epsilon[1].at={"epoch":12}',
      'curriculum.lanes.epsilon[1].at: epoch 12 is beyond the end: the run has 10 epochs',
    ],
    [
      'curriculum.stages=[{"name":"late","from":{"epoch":5},"to":{"step":101}}]',
      'curriculum.stages[0].to: stage "late": step 101 is beyond the end',
    ],
    [
      'curriculum.stages=[{"name":"a","from":{"epoch":1},"to":{"epoch":2},"gate":' +
        '{"metric":"spatialAccuracy","reaches":{"value":0.9}}}]',
      'curriculum.stages[0].gate.metric: waits for spatialAccuracy, which no probe measures',
    ],
  ])('refuses %s', (override, sentence) => {
    expect(() => resolveRun(changed(override))).toThrowError(sentence)
  })

  it('takes a mode of batch norm while attacking only for models that have it', () => {
    const mode = 'attack.batchNorm=training'
    expect(() => resolveRun(changed(mode))).toThrowError(
      'attack.batchNorm: is "training", but std-cnn has no batch normalisation; leave it out',
    )
    const made = changed(mode, 'model.architecture=p4-cnn')
    expect(problemsOfRun(made)).toEqual([])
    expect(made.attack.batchNorm).toBe('training')
    expect(spec.attack).not.toHaveProperty('batchNorm')
  })

  it('measures the epsilon lane by the norm of the attack', () => {
    const l2 = ['attack.norm=l2', 'curriculum.lanes.epsilon[1].value=2']
    expect(problemsOfRun(changed(...l2))).toEqual([])
    expect(problemsOfRun(changed(l2[1]))).toHaveLength(1)
  })
})

describe('spec/canonical', () => {
  it('writes keys in alphabetical order at every depth, lists as they are', () => {
    expect(canonicalJson({ b: [2, { d: 1, c: 0 }], a: null })).toBe(
      '{"a":null,"b":[2,{"c":0,"d":1}]}',
    )
  })

  it('gives one hash to equal specs, another to any change', () => {
    const turned = parseRunSpec(Object.fromEntries(Object.entries(short).reverse()))
    expect(specHash(turned)).toBe(specHash(spec))
    expect(specHash(changed('seed=1'))).not.toBe(specHash(spec))
  })

  it('groups runs that differ in seed and name only', () => {
    expect(configKey(changed('seed=1', 'name=other'))).toBe(configKey(spec))
    expect(configKey(changed('epochs=9'))).not.toBe(configKey(spec))
  })
})
