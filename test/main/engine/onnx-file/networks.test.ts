import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReferenceCompiler } from '#engine'
import { generator } from '#random'
import { importOnnx, readOnnx } from '../../../../src-main/engine/onnx-file/index.ts'
import { randomNetwork } from './random-network.ts'
import {
  byOnnxRuntime,
  gradientOf,
  importDraft,
  largestGap,
  logitsOf,
  randomImages,
} from './run-model.ts'
import { writeOnnx } from './write-onnx.ts'

const seeds = fc.integer({ min: 0, max: 1e9 })
const batch = 3

describe('engine/onnx-file: networks', () => {
  it('give the logits of ONNX Runtime, whatever they are made of', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const network = randomNetwork(seed)
        const { shape, classes } = network
        const images = randomImages(shape, seed, batch)
        const own = await logitsOf(importDraft(network, shape, classes), images, shape)
        const right = await byOnnxRuntime(writeOnnx(network), images, shape)
        expect(largestGap(own, right)).toBeLessThan(1e-4)
      }),
      { numRuns: 80, seed: 5 },
    )
  })

  it('give them on the reference engine too', async () => {
    const reference = await createReferenceCompiler()
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const network = randomNetwork(seed)
      const { shape, classes } = network
      const images = randomImages(shape, seed, batch)
      const own = await logitsOf(importDraft(network, shape, classes), images, shape, reference)
      const right = await byOnnxRuntime(writeOnnx(network), images, shape)
      expect(largestGap(own, right)).toBeLessThan(1e-4)
    }
  })

  it('have gradients that agree with finite differences of ONNX Runtime', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const network = randomNetwork(seed)
        const { shape, classes } = network
        const images = randomImages(shape, seed, batch)
        const random = generator(['direction', seed])
        const weights = Array.from({ length: batch * classes }, () => random.normal())
        const towards = images.map(() => random.normal() / Math.sqrt(images.length))
        const model = importDraft(network, shape, classes)
        const gradient = await gradientOf(model, images, shape, (logits) =>
          tf.mul(logits, tf.tensor2d(weights, [batch, classes])),
        )
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
      { numRuns: 40, seed: 6 },
    )
  })

  const cases = join(import.meta.dirname, '../../../cases/onnx')
  const { shape, classes, images, labels, logits, gradient } = JSON.parse(
    readFileSync(join(cases, 'pytorch.json'), 'utf8'),
  ) as {
    shape: { height: number; width: number; channels: number }
    classes: number
    images: number[]
    labels: number[]
    logits: number[]
    gradient: number[]
  }

  it.each(['pytorch-torchscript.onnx', 'pytorch-dynamo.onnx'])(
    '%s gives the logits and the input gradient that PyTorch has',
    async (name) => {
      const file = readOnnx(readFileSync(join(cases, name)), name)
      expect(file.producer).toMatch(/^pytorch 2\.15/)
      const model = importOnnx(file, shape, classes)
      const pixels = Float32Array.from(images, (value) => value / 255)
      expect(largestGap(await logitsOf(model, pixels, shape), logits)).toBeLessThan(1e-5)
      const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), classes)
      const own = await gradientOf(model, pixels, shape, (at) =>
        tf.neg(tf.mul(tf.logSoftmax(at), targets)),
      )
      const steepest = Math.max(...gradient.map(Math.abs))
      const gaps = gradient.map((right, i) => Math.abs(own[i] - right) / steepest)
      expect(Math.max(...gaps)).toBeLessThan(1e-3)
    },
  )
})
