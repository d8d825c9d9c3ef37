import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  jsonSchemaOf,
  parseRunSpec,
  parseSeeds,
  parseStudy,
  problemsOfRun,
  schemaKinds,
} from '#spec'
import { short } from './specs.ts'

const curriculumWith = (lanes: object): object => ({ ...short, curriculum: { lanes } })

describe('spec/parse', () => {
  it('fills in defaults', () => {
    expect(parseRunSpec(short)).toMatchObject({
      loss: { kind: 'cross-entropy' },
      optimiser: { kind: 'adam', beta1: 0.9 },
      attack: { norm: 'linf', stepSize: { relativeToEpsilon: 2.5 }, randomStart: true },
      engine: 'auto',
      seed: 0,
    })
  })

  it('gives free training the step and start of its authors, where the spec leaves them out', () => {
    const attackOf = (attack: object) => parseRunSpec({ ...short, attack }).attack
    const theirs = { norm: 'linf', stepSize: { relativeToEpsilon: 1 }, randomStart: false }
    expect(attackOf({ replays: 8 })).toEqual({ ...theirs, replays: 8 })
    const own = { norm: 'l2', stepSize: { absolute: 0.1 }, randomStart: true, replays: 8 }
    expect(attackOf(own)).toEqual(own)
    expect(problemsOfRun(parseRunSpec({ ...short, attack: { replays: 8 } }))).toEqual([])
  })

  it('probes 256 images where there are as many, else all, and keeps what is written', () => {
    const { probe: _probe, ...bare } = short
    const countOf = (test: number, probe?: object) =>
      parseRunSpec({ ...bare, dataset: { ...short.dataset, test }, ...(probe && { probe }) }).probe
        .count
    expect([50, 255, 256, 1000].map((test) => countOf(test))).toEqual([50, 255, 256, 256])
    expect(countOf(50, { rotation: 30 })).toBe(50)
    expect(countOf(50, { count: 60 })).toBe(60)
    expect(problemsOfRun(parseRunSpec(bare))).toEqual([])
  })

  it('reads the settings of an architecture, and adds none where it has none', () => {
    const modelOf = (model: object) => parseRunSpec({ ...short, model }).model
    expect(modelOf({ architecture: 'p4m-resnet-18' })).toEqual({
      architecture: 'p4m-resnet-18',
      pooling: 'orbit',
    })
    const wide = { architecture: 'wide-resnet', depth: 34, width: 10 }
    expect(modelOf(wide)).toEqual(wide)
    expect(modelOf({ architecture: 'std-cnn' })).toEqual({ architecture: 'std-cnn' })
  })

  it('is at rest: parsing its own result changes nothing', () => {
    const spec = parseRunSpec(short)
    expect(parseRunSpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec)
  })

  it.each([
    [
      'an unknown field',
      { ...short, epoch: 3 },
      'spec: unknown field "epoch"; did you mean "epochs"?',
    ],
    [
      'an unknown lane',
      curriculumWith({ espilon: [] }),
      'curriculum.lanes: unknown field "espilon"; did you mean "epsilon"?',
    ],
    [
      'an unknown field of a plan',
      { ...short, evaluation: { ...short.evaluation, plans: [{ attack: 'fgsm', eps: 0.1 }] } },
      'evaluation.plans[0]: unknown field "eps"; did you mean "epsilon"? (and 1 more problem)',
    ],
    [
      'an unknown field of what is made whole by its neighbours',
      { ...short, attack: { stepsize: { absolute: 0.1 } } },
      'attack: unknown field "stepsize"; did you mean "stepSize"?',
    ],
    [
      'an unknown architecture',
      { ...short, model: { architecture: 'stdcnn' } },
      'model.architecture: is "stdcnn"; did you mean "std-cnn"?',
    ],
    [
      'a WideResNet of a depth that none has',
      { ...short, model: { architecture: 'wide-resnet', depth: 30, width: 10 } },
      'model.depth: the depth is 6 n + 4: 10, 16, 22, 28, 34, …',
    ],
    [
      'a setting of another architecture',
      { ...short, model: { architecture: 'resnet-18', pooling: 'flatten' } },
      'model: unknown field "pooling"; known here: architecture, normalisation',
    ],
    [
      'an ε of 8 in a plan',
      {
        ...short,
        evaluation: { ...short.evaluation, plans: [{ attack: 'fgsm', epsilon: 8 }] },
      },
      'evaluation.plans[0].epsilon: epsilon is 8: perturbations are measured in pixel scale ' +
        '[0, 1]; did you mean 8/255 = 0.0314?',
    ],
    [
      'a negative rotation of the probe',
      { ...short, probe: { rotation: -30 } },
      'probe.rotation: rotation is -30: a rotation is a half-range of ± degrees; did you mean 30?',
    ],
    [
      'a step size of 2 levels',
      { ...short, attack: { stepSize: { absolute: 2 } } },
      'attack.stepSize.absolute: absolute step size is 2: perturbations are measured in pixel ' +
        'scale [0, 1]; did you mean 2/255 = 0.00784?',
    ],
    [
      'an epoch of 0',
      curriculumWith({ epsilon: [{ at: { epoch: 0 }, value: 0 }] }),
      'curriculum.lanes.epsilon[0].at.epoch: is 0; at least 1 belongs here',
    ],
    ['another version', { ...short, version: 2 }, 'version: is 2; only 1 belongs here'],
    ['a text', 'short', 'demo.json: is "short"; an object belongs here'],
  ])('refuses %s in one sentence', (_, document, sentence) => {
    const name = typeof document === 'string' ? 'demo.json' : undefined
    expect(() => parseRunSpec(document, name)).toThrowError(
      expect.objectContaining({ code: 'spec.invalid', message: sentence }),
    )
  })
})

describe('spec/seeds', () => {
  it.each([
    ['3', [3]],
    ['0-2,5', [0, 1, 2, 5]],
    ['5, 0-2', [5, 0, 1, 2]],
    ['1-3,2', [1, 2, 3]],
    ['4-4', [4]],
  ])('reads %s', (text, seeds) => {
    expect(parseSeeds(text)).toEqual(seeds)
  })

  it.each([
    ['', '"" is not a seed or a range; write 0-2,5'],
    ['1,x', '"x" is not a seed or a range'],
    ['-1', '"-1" is not a seed or a range'],
    ['5-2', '5-2 runs backwards; did you mean 2-5?'],
    ['0-999999999', 'at most 1000 seeds are taken'],
  ])('refuses "%s"', (text, sentence) => {
    expect(() => parseSeeds(text)).toThrowError(sentence)
  })
})

describe('spec/study', () => {
  it('reads a study and names the spec that is wrong', () => {
    const study = { version: 1, name: 's', question: 'Which? And why?', specs: [short] }
    expect(parseStudy(study).specs[0].name).toBe('short')
    const wrong = { ...study, specs: [short, { ...short, epochs: 0 }] }
    expect(() => parseStudy(wrong)).toThrowError('specs[1].epochs: is 0; at least 1 belongs here')
  })
})

describe('spec/json-schema', () => {
  it.each(schemaKinds)('of %s is one that JSON Schema’s own reader takes', (kind) => {
    const schema = jsonSchemaOf(kind)
    expect(schema.title).toBe(`Cusp ${kind}`)
    expect(() => z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])).not.toThrow()
  })

  it('agrees with the parser on a sound spec and on an unknown field', () => {
    const schema = jsonSchemaOf('spec') as Parameters<typeof z.fromJSONSchema>[0]
    const reader = z.fromJSONSchema(schema)
    expect(reader.safeParse(short).success).toBe(true)
    expect(reader.safeParse({ ...short, epoch: 1 }).success).toBe(false)
    expect(reader.safeParse({ ...short, epochs: undefined }).success).toBe(false)
  })

  it('lets fields with defaults be left out', () => {
    expect(jsonSchemaOf('spec').required).toEqual([
      'version',
      'dataset',
      'model',
      'epochs',
      'batchSize',
      'curriculum',
      'evaluation',
    ])
  })
})
