import { describe, expect, it } from 'vitest'
import { explainExhaustion } from '../../../src-main/engine/out-of-memory.ts'

const images = { shape: [64, 28, 28, 1], dtype: 'float32' } as const
const scale = { shape: [64], dtype: 'float32' } as const

describe('engine/out-of-memory', () => {
  it('names the program and half the batch, whoever says that memory ran out', () => {
    const sayings = [
      'OOM when allocating tensor with shape[64,512,512,32] and type float on GPU:0',
      'RESOURCE_EXHAUSTED: Out of memory while trying to allocate 8388608 bytes.',
      'Non-zero status code: BFCArena::AllocateRawInternal Failed to allocate memory for 1024 bytes',
      'std::bad_alloc',
    ]
    for (const said of sayings) {
      const error = explainExhaustion(new Error(said), 'pgd step', [scale, images])
      expect(error).toMatchObject({ code: 'engine.out-of-memory', place: 'batchSize' })
      expect(error?.message).toMatch(/^pgd step .* 64 images; try a batchSize of 32\./)
      expect(error?.message).toContain(said)
    }
  })

  it('does not advise half an image', () => {
    const one = { ...images, shape: [1, 28, 28, 1] }
    expect(explainExhaustion(new Error('OOM'), 'logits', [one])?.message).toContain('single image')
  })

  it('leaves other errors alone', () => {
    for (const said of ['shape mismatch', 'a room with a zoom', 'Invalid allocation policy'])
      expect(explainExhaustion(new Error(said), 'logits', [images])).toBeUndefined()
  })
})
