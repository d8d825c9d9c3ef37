import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import type { ImageShape } from '#dataset'
import { createModel, initialWeights, type Model } from '../../../../src-main/engine/model/index.ts'
import { exportModel } from '../../../../src-main/engine/onnx-file/export-model.ts'
import { importOnnx, readOnnx } from '../../../../src-main/engine/onnx-file/index.ts'
import { randomNetwork } from './random-network.ts'
import { byOnnxRuntime, importDraft, largestGap, logitsOf, randomImages } from './run-model.ts'

const digits: ImageShape = { height: 28, width: 28, channels: 1 }
const colour: ImageShape = { height: 12, width: 12, channels: 3 }
const facts = { version: '1.2.3', metadata: { run: 'abc', normalisation: 'inside the model' } }

/** Weights of which none is a round number: running statistics are not as they begin. */
function weightsOf(model: Model) {
  return initialWeights(model, 1).map((each, i) => ({
    ...each,
    values: each.values.map((value, j) => value + 0.3 + 0.1 * Math.sin(i + j)),
  }))
}

describe('engine/onnx-file: export', () => {
  it.each(['std-cnn', 'madry-cnn', 'p4-cnn-small', 'z2-cnn', 'p4-cnn'] as const)(
    '%s gives the same logits in ONNX Runtime and imported again',
    async (architecture) => {
      const model = createModel({ architecture }, digits, 10)
      const weights = initialWeights(model, 1)
      const { bytes, batch } = exportModel(model, weights, digits, facts)
      expect(batch).toBeUndefined()
      for (const count of [1, 5]) {
        const images = randomImages(digits, count, count)
        const own = await logitsOf({ model, weights }, images, digits)
        expect(largestGap(await byOnnxRuntime(bytes, images, digits), own)).toBeLessThan(1e-4)
        const again = importOnnx(readOnnx(bytes, 'export.onnx'), digits, 10)
        expect(largestGap(await logitsOf(again, images, digits), own)).toBeLessThan(1e-4)
      }
    },
  )

  it('keeps normalisation inside, and says who wrote it', async () => {
    const normalisation = { mean: [0.1, 0.2, 0.3], standardDeviation: [0.5, 0.6, 0.7] }
    const model = createModel({ architecture: 'std-cnn', normalisation }, colour, 4)
    const weights = weightsOf(model)
    const { bytes } = exportModel(model, weights, colour, facts)
    const images = randomImages(colour, 1, 2)
    const own = await logitsOf({ model, weights }, images, colour)
    expect(largestGap(await byOnnxRuntime(bytes, images, colour), own)).toBeLessThan(1e-4)
    const file = readOnnx(bytes, 'export.onnx')
    expect(file).toMatchObject({ producer: 'cusp 1.2.3', opset: 18 })
    expect(file.input).toMatchObject({ name: 'images', shape: [undefined, 3, 12, 12] })
    expect(file.output.name).toBe('logits')
    expect(Buffer.from(bytes).includes('inside the model')).toBe(true)
    expect(Buffer.from(bytes).includes('com.microsoft')).toBe(false)
  })

  it('takes an imported model out again, as it came', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const network = randomNetwork(seed)
      const { model, weights } = importDraft(network, network.shape, network.classes)
      const { bytes } = exportModel(model, weights, network.shape, facts)
      const images = randomImages(network.shape, seed, 4)
      const own = await logitsOf({ model, weights }, images, network.shape)
      expect(largestGap(await byOnnxRuntime(bytes, images, network.shape), own)).toBeLessThan(1e-4)
    }
  })

  it('is for one image at a time where a number of images is built in', async () => {
    const plain = createModel({ architecture: 'std-cnn' }, colour, 4)
    const weights = [
      { name: 'token', shape: [1, 1], values: Float32Array.of(0.5) },
      ...weightsOf(plain),
    ]
    const model: Model = {
      name: 'with a token',
      weights: [{ name: 'token', shape: [1, 1], initial: 'zeros' }, ...plain.weights],
      forward: (images, [token, ...rest], mode) =>
        tf.concat(
          [tf.broadcastTo(token, [images.shape[0], 1]), plain.forward(images, rest, mode)],
          1,
        ),
    }
    const { bytes, batch } = exportModel(model, weights, colour, facts)
    expect(batch).toBe(1)
    const images = randomImages(colour, 1, 1)
    const own = await logitsOf({ model, weights }, images, colour)
    expect(largestGap(await byOnnxRuntime(bytes, images, colour), own)).toBeLessThan(1e-4)
  })
})
