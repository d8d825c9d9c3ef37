// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../../../src-renderer/screens/curriculum/setting-words.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()
const words = (path: string, from: string, to: string) => wordsOf(path, [spec], { from, to })

describe('screens/curriculum/setting-words', () => {
  it('calls a setting as the form does, and its choices too', () => {
    expect(words('optimiser.kind', '"adam"', '"sgd"')).toEqual({
      ...{ what: 'Optimiser', from: 'Adam', to: 'SGD' },
    })
    expect(words('model.architecture', '"std-cnn"', '"vgg16-bn"')).toEqual({
      ...{ what: 'Model', from: 'small CNN', to: 'VGG-16 with batch norm' },
    })
    expect(words('attack.randomStart', 'true', 'false')).toEqual({
      ...{ what: 'Random start', from: 'yes', to: 'no' },
    })
    expect(words('dataset.train', '100', '8000').what).toBe('Training images')
  })

  it('reads a path that has no field, without the part whose title stands above it', () => {
    expect(words('evaluation.plans[0].stepSize', '—', '1').what).toBe('Plan 1, step size')
    expect(words('averaging.decay', '0.9', '0.99').what).toBe('Averaging, decay')
    expect(words('evaluation.name', '"a"', '"quick"')).toEqual({
      ...{ what: 'Name', from: 'a', to: 'quick' },
    })
  })
})
