import { describe, expect, it } from 'vitest'
import { batchNormWords, modelSpecSchema } from '#spec'

const modelOf = (architecture: string) => modelSpecSchema.parse({ architecture })

describe('spec/model-spec: batch norm while attacking', () => {
  it('is by running statistics where the spec says nothing', () => {
    expect(batchNormWords({ model: modelOf('vgg16-bn'), attack: {} })).toBe('running statistics')
  })

  it('is by the batch where the spec says so', () => {
    const attack = { batchNorm: 'training' } as const
    expect(batchNormWords({ model: modelOf('p4-cnn'), attack })).toBe('statistics of the batch')
  })

  it('is nothing of networks without such layers', () => {
    expect(batchNormWords({ model: modelOf('std-cnn'), attack: {} })).toBeUndefined()
  })
})
