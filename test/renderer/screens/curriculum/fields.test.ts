// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { resolvedOf } from '../../../../src-renderer/timeline/edits.ts'
import {
  costOf,
  roundCount,
  roundRange,
} from '../../../../src-renderer/screens/curriculum/cost-words.ts'
import {
  easingName,
  easingOf,
  readPosition,
  readValue,
} from '../../../../src-renderer/screens/curriculum/key-fields.ts'
import { readSeeds, specsOf } from '../../../../src-renderer/screens/curriculum/launch.ts'
import { looksAt } from '../../../../src-renderer/screens/curriculum/looks.ts'
import { presetChoices, strengthOf } from '../../../../src-renderer/screens/curriculum/presets.ts'
import {
  afterField,
  chosen,
  formOf,
  valueOf,
  withValue,
  type FormField,
} from '../../../../src-renderer/screens/curriculum/spec-form.ts'
import { freeName, starterSpec } from '../../../../src-renderer/screens/curriculum/starter.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()
const extent = { steps: 200, stepsPerEpoch: 20 }

function field(label: string): FormField {
  const found = formOf(spec)
    .flatMap(({ fields }) => fields)
    .find((candidate) => candidate.label === label)
  if (!found) throw new Error(`There is no field “${label}”.`)
  return found
}

describe('screens/curriculum/key-fields', () => {
  it('takes epsilon as a fraction or a decimal and refuses a bare 8', () => {
    expect(readValue('epsilon', '8/255', 'linf')).toBe(8 / 255)
    expect(readValue('epsilon', '0.0314', 'linf')).toBe(0.0314)
    expect(readValue('epsilon', '8', 'linf')).toContain('did you mean 8/255 = 0.0314?')
    expect(readValue('epsilon', '8', 'l2')).toBe(8)
    expect(readValue('rotation', '-30', 'linf')).toContain('did you mean 30?')
    expect(readValue('epsilon', 'eight', 'linf')).toContain('write 8/255')
  })

  it('keeps positions inside the run', () => {
    expect(readPosition('epoch', '2.5', extent)).toEqual({ epoch: 2.5 })
    expect(readPosition('step', '1,00', extent)).toEqual({ step: 100 })
    expect(readPosition('epoch', '11', extent)).toEqual({ epoch: 11 })
    expect(readPosition('epoch', '11.5', extent)).toContain('write 1 to 11')
    expect(readPosition('epoch', '0', extent)).toContain('outside the run')
    expect(readPosition('step', '2.5', extent)).toContain('not whole')
  })

  it('names its easings and no others', () => {
    expect(easingName(easingOf('ease in'))).toBe('ease in')
    expect(easingName({ bezier: [0.1, 0.2, 0.3, 0.4] })).toBeUndefined()
  })
})

describe('screens/curriculum/spec-form', () => {
  it('shows every field’s present value', () => {
    for (const group of formOf(spec))
      for (const { path } of group.fields) expect(valueOf(spec, path), path.join('.')).toBeDefined()
  })

  it('sets one value and shares the rest', () => {
    const after = afterField(spec, field('Batch size'), 32)
    expect(after).toMatchObject({ batchSize: 32 })
    expect(withValue(spec, ['seed'], 3)).toMatchObject({ seed: 3, curriculum: spec.curriculum })
  })

  it('gives the host’s sentence where the spec cannot have the value', () => {
    expect(afterField(spec, field('Batch size'), 4096)).toContain('at most 1280')
    expect(afterField(spec, field('Epochs'), 4)).toContain('beyond the end')
    expect(afterField(spec, field('Epochs'), 2.5)).toContain('epochs')
  })

  it('brings the defaults of a loss, an optimiser and a step size along', () => {
    expect(afterField(spec, field('Loss'), 'trades')).toMatchObject({
      loss: { kind: 'trades', beta: 6 },
    })
    expect(afterField(spec, field('Optimiser'), 'sgd')).toMatchObject({
      optimiser: { kind: 'sgd', momentum: 0.9 },
    })
    const absolute = afterField(spec, field('Step size'), 'absolute')
    expect(absolute).toMatchObject({ attack: { stepSize: { absolute: 0.01 } } })
    expect(typeof absolute !== 'string' && chosen(absolute, ['attack', 'stepSize'])).toBe(
      'absolute',
    )
  })

  it('lets another field be mended while one problem is there', () => {
    const broken = { ...spec, batchSize: 4096 }
    expect(afterField(broken, field('Seed'), 5)).toMatchObject({ seed: 5 })
    expect(afterField(broken, field('Batch size'), 64)).toMatchObject({ batchSize: 64 })
  })
})

describe('screens/curriculum/presets', () => {
  it('takes the strength of what it replaces', () => {
    expect(strengthOf(spec)).toMatchObject({ epsilon: 8 / 255, rotation: 90, learningRate: 0.01 })
  })

  it('offers only what fits the run, and says why not', () => {
    const choices = presetChoices(spec)
    const released = choices.find(({ id }) => id === 'cusp-released')
    expect(released?.disabled).toBe(true)
    expect(released?.hint).toContain('beyond the end')
    expect(choices.filter(({ disabled }) => !disabled).map(({ id }) => id)).toEqual([
      'plain',
      'constant',
      'linear',
      'cusp',
    ])
  })

  it('keeps the name and everything but the keys', () => {
    for (const { spec: made } of presetChoices(spec)) {
      expect(made.curriculum.name).toBe('sample')
      expect({ ...made, curriculum: spec.curriculum }).toEqual(spec)
    }
  })
})

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

describe('screens/curriculum/launch', () => {
  it('starts one run a seed, grouped where there are several', () => {
    expect(specsOf(spec, 'x', [4])).toEqual({ specs: [{ ...spec, name: 'x', seed: 4 }] })
    const several = specsOf(spec, 'x', [0, 1])
    expect(several.group).toBe('x')
    expect(several.specs.map(({ seed }) => seed)).toEqual([0, 1])
  })

  it('reads seeds or says what is wrong with them', () => {
    expect(readSeeds('0-2,5')).toEqual([0, 1, 2, 5])
    expect(readSeeds('some')).toContain('not a seed')
  })
})

describe('screens/curriculum/looks', () => {
  it('tells problems before notes', () => {
    const [problem] = looksAt({ ...spec, batchSize: 4096 })
    expect(problem).toMatchObject({ tone: 'problem' })
    expect(problem?.text).toContain('batchSize')
  })

  it('notes what is trained beyond what is evaluated', () => {
    const [note] = looksAt({
      ...spec,
      evaluation: { ...spec.evaluation, plans: [], curves: [] },
    })
    expect(note?.tone).toBe('note')
    expect(note?.text).toBe('Trains against an adversary, but evaluates none.')
  })

  it('has nothing to say of a sound spec', () => {
    expect(looksAt(spec)).toEqual([])
    expect(looksAt(starterSpec('new'))).toEqual([])
  })
})

describe('screens/curriculum/starter', () => {
  it('finds a name that is free', () => {
    expect(freeName('New', [])).toBe('New')
    expect(freeName('New', ['New', 'New 2'])).toBe('New 3')
  })
})
