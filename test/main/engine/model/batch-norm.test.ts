import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { p4, trivial } from '../../../../src-main/engine/model/group/group.ts'
import { batchNorm } from '../../../../src-main/engine/model/layer/index.ts'
import type { Mode } from '../../../../src-main/engine/model/index.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const pixels = [1, 2, 3, 4, 10, 20, 30, 40, 6, 0, 0, 6, 60, 10, 0, 10]

/** What batch normalisation makes of two real 2 × 2 images and one of padding, channel by channel. */
function normalised(group: typeof p4, channels: number) {
  const seen = new Map<string, Float32Array>()
  const layer = batchNorm('norm')({ height: 2, width: 2, channels, group })
  const output = tf.tidy(() => {
    const real = tf.transpose(tf.tensor4d(pixels, [2, 2, 2, 2]), [0, 2, 3, 1])
    const maps = tf.tile(real, [1, 1, 1, (group.elements.length * channels) / 2])
    const x = tf.concat([maps, tf.fill([1, 2, 2, group.elements.length * channels], 99)], 0)
    const mode: Mode = {
      kind: 'training',
      share: tf.tensor1d([0.5, 0.5, 0]),
      observe: (name, value) => seen.set(name, value.dataSync() as Float32Array),
    }
    const weights = new Map<string, tf.Tensor>([
      ['norm/scale', tf.fill([channels], 2)],
      ['norm/offset', tf.fill([channels], 0.5)],
    ])
    return layer.apply(x as tf.Tensor4D, {
      mode,
      weight: (name) => weights.get(name) ?? tf.scalar(NaN),
    })
  })
  return { seen, output }
}

const moments = (values: number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, biased: squares / values.length, unbiased: squares / (values.length - 1) }
}
const ofChannel = (channel: number): number[] =>
  pixels.filter((_, i) => Math.floor(i / 4) % 2 === channel)

describe('engine/model/layer/batch-norm', () => {
  it('normalises by the biased variance of the real images, and tells the unbiased one', () => {
    const { seen, output } = normalised(trivial, 2)
    for (const channel of [0, 1]) {
      const { mean, biased, unbiased } = moments(ofChannel(channel))
      expect(seen.get('norm/mean')?.[channel]).toBeCloseTo(mean, 5)
      expect(seen.get('norm/variance')?.[channel]).toBeCloseTo(unbiased, 3)
      const first = output.arraySync()[0][0][0][channel]
      const right = ((pixels[channel * 4] - mean) / Math.sqrt(biased + 1e-5)) * 2 + 0.5
      expect(first).toBeCloseTo(right, 5)
    }
  })

  it('takes the statistics of a channel over all elements of its group', () => {
    const { seen } = normalised(p4, 1)
    const both = moments([0, 1, 0, 1].flatMap(ofChannel))
    expect(seen.get('norm/mean')?.[0]).toBeCloseTo(both.mean, 5)
    expect(seen.get('norm/variance')?.[0]).toBeCloseTo(both.unbiased, 3)
  })
})

describe('engine/model/layer/batch-norm: gradients', () => {
  const [n, side, channels] = [3, 2, 2]
  const share = [0.5, 0.3, 0.2]
  const draw = (salt: number, length: number): number[] =>
    Array.from({ length }, (_, i) => Math.sin(salt + 7 * i) + (i % 3) / 4)

  for (const group of [trivial, p4]) {
    const across = channels * group.elements.length
    const along = draw(2, n * side * side * across)
    const given = [draw(1, along.length), draw(3, channels), draw(4, channels)]

    /** Σ along · y in float64, step by step. */
    const value = ([x, scale, offset]: readonly number[][]): number => {
      const of = (i: number): number => i % channels
      const image = (i: number): number => Math.floor(i / (side * side * across))
      const weight = (i: number): number => share[image(i)] / (side * side * group.elements.length)
      const mean = [0, 1].map((c) =>
        x.reduce((sum, each, i) => sum + (of(i) === c ? weight(i) * each : 0), 0),
      )
      const variance = [0, 1].map((c) =>
        x.reduce((sum, each, i) => sum + (of(i) === c ? weight(i) * (each - mean[c]) ** 2 : 0), 0),
      )
      return x.reduce((sum, each, i) => {
        const normal = (each - mean[of(i)]) / Math.sqrt(variance[of(i)] + 1e-5)
        return sum + along[i] * (normal * scale[of(i)] + offset[of(i)])
      }, 0)
    }

    it(`are those of finite differences in float64, ${group.elements.length} elements`, () => {
      const layer = batchNorm('norm')({ height: side, width: side, channels, group })
      const shape: [number, number, number, number] = [n, side, side, across]
      const slopes = tf.tidy(() =>
        tf
          .grads((x, scale, offset) => {
            const weights = new Map([
              ['norm/scale', scale],
              ['norm/offset', offset],
            ])
            const mode: Mode = { kind: 'training', share: tf.tensor1d(share), observe() {} }
            const weight = (name: string): tf.Tensor => weights.get(name) ?? tf.scalar(NaN)
            return tf.sum(
              tf.mul(layer.apply(x as tf.Tensor4D, { mode, weight }), tf.tensor4d(along, shape)),
            )
          })([tf.tensor4d(given[0], shape), tf.tensor1d(given[1]), tf.tensor1d(given[2])])
          .map((slope) => Array.from(slope.dataSync())),
      )
      slopes.forEach((slope, of) => {
        slope.forEach((found, at) => {
          const moved = (by: number): number[][] => {
            const copy = given.map((list) => [...list])
            copy[of][at] += by
            return copy
          }
          const right = (value(moved(1e-4)) - value(moved(-1e-4))) / 2e-4
          expect(Math.abs(found - right)).toBeLessThan(2e-5 * Math.max(1, Math.abs(right)))
        })
      })
    })
  }
})
