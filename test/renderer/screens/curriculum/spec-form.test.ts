// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { architectures } from '#contract'
import type { FormField } from '../../../../src-renderer/screens/curriculum/form-field.ts'
import {
  afterField,
  chosen,
  formOf,
  valueOf,
  withValue,
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

  it('gives every architecture a name in words, and a sound model', () => {
    const model = field('Model')
    const options = model.kind === 'choice' ? model.options : []
    expect(options.map(({ value }) => value)).toEqual([...architectures])
    for (const { value, label } of options) {
      expect(label).not.toBe(value)
      expect(afterField(spec, model, value)).toMatchObject({ model: { architecture: value } })
    }
  })

  it('shows the settings of an architecture, and forgets those of the last', () => {
    const wide = afterField(spec, field('Model'), 'wide-resnet')
    if (typeof wide === 'string') throw new Error(wide)
    const labels = formOf(wide).flatMap(({ fields }) => fields.map(({ label }) => label))
    expect(labels).toEqual(expect.arrayContaining(['Depth', 'Width', 'Batch norm']))
    expect(chosen(wide, ['attack', 'batchNorm'], 'inference')).toBe('inference')
    const attacked = { ...wide, attack: { ...wide.attack, batchNorm: 'training' as const } }
    const back = afterField(attacked, field('Model'), 'std-cnn')
    expect(back).toEqual(spec)
  })

  it('lets another field be mended while one problem is there', () => {
    const broken = { ...spec, batchSize: 4096 }
    expect(afterField(broken, field('Seed'), 5)).toMatchObject({ seed: 5 })
    expect(afterField(broken, field('Batch size'), 64)).toMatchObject({ batchSize: 64 })
  })

  it('takes images that were imported, and no more of them than there are', () => {
    const entry = {
      ...{
        name: 'photos',
        kind: 'examples' as const,
        count: 5000,
        parts: { train: 4980, test: 20 },
      },
      ...{ shape: { height: 32, width: 32, channels: 3 }, classes: 10 },
      ...{ hash: 'h', bytes: 1, base: null },
    }
    const noise = { ...entry, name: 'noise', kind: 'corruptions' as const }
    const images = formOf(spec, [entry, noise]).find(({ title }) => title === 'Images')
    const dataset = images?.fields[0]
    if (dataset?.kind !== 'choice') throw new Error('Images are chosen.')
    expect(dataset.options.map(({ label }) => label)).toEqual([
      'digits',
      'photos: 32 × 32 colour, 10 classes',
    ])
    expect(chosen(spec, dataset.path)).toBe('digits')
    const after = afterField(spec, dataset, 'photos')
    expect(after).toMatchObject({
      dataset: { source: { kind: 'stored', name: 'photos' }, train: spec.dataset.train, test: 20 },
    })
    expect(typeof after !== 'string' && after.evaluation.subset.count).toBeLessThanOrEqual(20)
    expect(typeof after !== 'string' && chosen(after, dataset.path)).toBe('photos')
  })
})
