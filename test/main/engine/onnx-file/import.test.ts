import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import type { ImageShape } from '#dataset'
import { createOnnxCompiler, createReferenceCompiler, type Compiler } from '#engine'
import { generator } from '#random'
import {
  importOnnx,
  readOnnx,
  type ImportedModel,
} from '../../../../src-main/engine/onnx-file/index.ts'
import { randomNetwork } from './random-network.ts'
import { writeOnnx, type FileDraft } from './write-onnx.ts'

const batch = 3
const compiler = await createOnnxCompiler({ threads: 1 })

const float = (shape: readonly number[]) => ({ shape, dtype: 'float32' as const })

/** Pixels in [0, 1], `[batch, height, width, channel]`. */
function randomImages({ height, width, channels }: ImageShape, seed: number, count = batch) {
  const random = generator(['images', seed])
  return Float32Array.from({ length: count * height * width * channels }, () => random.uniform())
}

function toChannelsFirst(images: Float32Array, { height, width, channels }: ImageShape) {
  const pixels = height * width
  return images.map((_, i) => {
    const image = Math.floor(i / (pixels * channels))
    const [channel, pixel] = [Math.floor((i % (pixels * channels)) / pixels), i % pixels]
    return images[(image * pixels + pixel) * channels + channel]
  })
}

/** Logits by ONNX Runtime, of the file as it is. */
async function byOnnxRuntime(bytes: Uint8Array, images: Float32Array, shape: ImageShape) {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 4 })
  const pixels = shape.height * shape.width * shape.channels
  const sizes = [images.length / pixels, shape.channels, shape.height, shape.width]
  const feed = new Tensor(toChannelsFirst(images, shape), sizes)
  const results = await session.run({ [session.inputNames[0]]: feed })
  await session.release()
  return results[session.outputNames[0]].data as Float32Array
}

async function logitsOf(
  { model, weights }: ImportedModel,
  images: Float32Array,
  shape: ImageShape,
  by: Compiler = compiler,
) {
  const pixels = shape.height * shape.width * shape.channels
  const size = [images.length / pixels, shape.height, shape.width, shape.channels]
  const compiled = await by.compile(
    ([x, ...values]) => [model.forward(x as tf.Tensor4D, values)],
    [float(size), ...weights.map((each) => float(each.shape))],
    { name: 'logits', frozen: new Map(weights.map(({ values }, i) => [i + 1, values])) },
  )
  const [logits] = await compiled.run([images])
  await compiled.dispose()
  return logits as Float32Array
}

/** ∂ Σ direction · logits / ∂ images. */
async function gradientOf(
  { model, weights }: ImportedModel,
  images: Float32Array,
  shape: ImageShape,
  direction: readonly number[],
) {
  const size = [batch, shape.height, shape.width, shape.channels]
  const classes = direction.length / batch
  const compiled = await compiler.compile(
    ([x, ...values]) => {
      const towards = tf.tensor2d([...direction], [batch, classes])
      const climb = tf.grad((at: tf.Tensor) =>
        tf.sum(tf.mul(model.forward(at as tf.Tensor4D, values), towards)),
      )
      return [climb(x)]
    },
    [float(size), ...weights.map((each) => float(each.shape))],
    { name: 'gradient', frozen: new Map(weights.map(({ values }, i) => [i + 1, values])) },
  )
  const [gradient] = await compiled.run([images])
  await compiled.dispose()
  return gradient as Float32Array
}

const largest = (a: Float32Array, b: Float32Array) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]) / (1 + Math.abs(b[i]))))

const imported = (draft: FileDraft, shape: ImageShape, classes: number) =>
  importOnnx(readOnnx(writeOnnx(draft), 'net.onnx'), shape, classes)

describe('engine/onnx-file', () => {
  it('gives the logits of ONNX Runtime for any small network', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1e9 }), async (seed) => {
        const network = randomNetwork(seed)
        const images = randomImages(network.shape, seed)
        const own = await logitsOf(
          imported(network, network.shape, network.classes),
          images,
          network.shape,
        )
        const right = await byOnnxRuntime(writeOnnx(network), images, network.shape)
        expect(largest(own, right)).toBeLessThan(1e-4)
      }),
      { numRuns: 60, seed: 5 },
    )
  })

  it('gives gradients that agree with finite differences of ONNX Runtime', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1e9 }), async (seed) => {
        const network = randomNetwork(seed)
        const { shape, classes } = network
        const images = randomImages(shape, seed)
        const random = generator(['direction', seed])
        const weights = Array.from({ length: batch * classes }, () => random.normal())
        const towards = images.map(() => random.normal() / Math.sqrt(images.length))
        const gradient = await gradientOf(imported(network, shape, classes), images, shape, weights)
        const slope = gradient.reduce((sum, value, i) => sum + value * towards[i], 0)
        const at = async (h: number) => {
          const moved = images.map((value, i) => value + h * towards[i])
          const logits = await byOnnxRuntime(writeOnnx(network), moved, shape)
          return logits.reduce((sum, value, i) => sum + value * weights[i], 0)
        }
        const h = 2e-3
        const measured = ((await at(h)) - (await at(-h))) / (2 * h)
        expect(Math.abs(slope - measured) / (1 + Math.abs(measured))).toBeLessThan(0.02)
      }),
      { numRuns: 30, seed: 6 },
    )
  })
})
