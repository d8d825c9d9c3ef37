import { describe, expect, it } from 'vitest'
import { batchOf } from '#dataset'

const dataset = {
  images: Uint8Array.of(0, 51, 255, 102, 153, 204),
  labels: Uint8Array.of(4, 2, 7),
  shape: { height: 1, width: 2, channels: 1 },
  count: 3,
}

describe('dataset/batch', () => {
  it('takes examples in the asked order, in pixel scale', () => {
    const batch = batchOf(dataset, [2, 0])
    expect([...batch.images]).toEqual([0.6, 0.8, 0, 0.2].map(Math.fround))
    expect([...batch.labels]).toEqual([7, 4])
    expect([...batch.indices]).toEqual([2, 0])
    expect(batch.size).toBe(2)
  })

  it('keeps 0 and 255 exactly 0 and 1', () => {
    expect([...batchOf(dataset, [0, 1]).images].filter((v) => v === 0 || v === 1)).toEqual([0, 1])
  })

  it('refuses an example that is not there', () => {
    expect(() => batchOf(dataset, [3])).toThrowError('example 3 is asked for, but there are 3')
  })
})
