// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  afterField,
  chosen,
  formOf,
  valueOf,
  withValue,
  type FormField,
} from '../../../../src-renderer/screens/curriculum/spec-form.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()

function field(label: string): FormField {
  const found = formOf(spec)
    .flatMap(({ fields }) => fields)
    .find((candidate) => candidate.label === label)
  if (!found) throw new Error(`There is no field “${label}”.`)
  return found
}

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
