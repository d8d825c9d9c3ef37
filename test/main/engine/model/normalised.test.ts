import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createOnnxCompiler } from '#engine'
import { createModel, inference, initialWeights } from '../../../../src-main/engine/model/index.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const shape = { height: 5, width: 4, channels: 2 }
const plain = createModel({ architecture: 'std-cnn' }, shape, 3)
const normalisation = { mean: [0.25, 0.5], standardDeviation: [0.5, 0.2] }
const model = createModel({ architecture: 'std-cnn', normalisation }, shape, 3)
const arrays = initialWeights(plain, 1)
const pixels = Float32Array.from({ length: 2 * 5 * 4 * 2 }, (_, i) => (i % 11) / 10)
const scaled = pixels.map((pixel, i) => (pixel - [0.25, 0.5][i % 2]) / [0.5, 0.2][i % 2])

const logitsOf = (of: typeof model, values: Float32Array): Float32Array =>
  tf.tidy(() => {
    const weights = arrays.map(({ shape: extents, values: given }) =>
      tf.tensor(given, [...extents]),
    )
    return of
      .forward(tf.tensor4d(values, [2, 5, 4, 2]), weights, inference)
      .dataSync() as Float32Array
  })

const largestGap = (a: Float32Array, b: Float32Array): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])))

describe('engine/model/normalised', () => {
  it('gives the logits of the plain model on pixels that were normalised by hand', () => {
    expect(largestGap(logitsOf(model, pixels), logitsOf(plain, scaled))).toBeLessThan(1e-5)
    expect(largestGap(logitsOf(model, pixels), logitsOf(plain, pixels))).toBeGreaterThan(1e-2)
  })

  it('has the same weights, and is traced like any layer', async () => {
    expect(model.weights).toEqual(plain.weights)
    const compiler = await createOnnxCompiler({ threads: 1 })
    const float = (extents: readonly number[]) => ({ shape: extents, dtype: 'float32' as const })
    const compiled = await compiler.compile(
      ([images, ...weights]) => [model.forward(images as tf.Tensor4D, weights, inference)],
      [float([2, 5, 4, 2]), ...model.weights.map((spec) => float(spec.shape))],
      { name: 'normalised logits' },
    )
    const [logits] = await compiled.run([pixels, ...arrays.map(({ values }) => values)])
    await compiled.dispose()
    expect(largestGap(logits as Float32Array, logitsOf(plain, scaled))).toBeLessThan(1e-4)
  })

  it('refuses a list that fits neither one nor all channels, naming it', () => {
    const wrong = { mean: [0, 0, 0], standardDeviation: [1] }
    expect(() => createModel({ architecture: 'std-cnn', normalisation: wrong }, shape, 3)).toThrow(
      /model\.normalisation\.mean has 3 values, and the images have 2 channels/,
    )
  })
})
