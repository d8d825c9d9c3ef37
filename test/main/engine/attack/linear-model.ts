import * as tf from '@tensorflow/tfjs'
import type { Batch, ImageShape } from '#dataset'
import type { DifferentiableModel } from '../../../../src-main/engine/attack/index.ts'
import type { Model } from '../../../../src-main/engine/model/index.ts'
import { compiledModel } from '../../../../src-main/engine/session/compiled-model.ts'
import { createRunner } from '../../../../src-main/engine/session/runner.ts'
import { createReferenceCompiler } from '#engine'
import { generator } from '#random'

export const shape: ImageShape = { height: 2, width: 3, channels: 1 }
export const pixels = 6

/** Two classes with logits (0, w · x + b): the loss of class 0 rises along w, of class 1 along −w. */
export const slope = Float32Array.of(1, -2, 0.5, 3, -0.25, 0.75)

const linear = (offset: number): Model => ({
  name: 'linear',
  weights: [{ name: 'slope', shape: [pixels], initial: 'zeros' }],
  forward(images, [weights]) {
    const flat: tf.Tensor2D = tf.reshape(images, [-1, pixels])
    const score: tf.Tensor2D = tf.matMul(flat, tf.reshape(weights, [pixels, 1]))
    return tf.concat([tf.zerosLike(score), tf.add(score, offset)], 1)
  },
})

/** The linear model under the reference engine, in graphs of the given capacities. */
export async function openLinear(offset = 0, capacities = [8]): Promise<DifferentiableModel> {
  const runner = createRunner(await createReferenceCompiler(), { kind: 'frozen', values: [slope] })
  return compiledModel(runner, linear(offset), shape, 2, capacities)
}

/** w · x + b of one image. */
export const scoreOf = (image: Float32Array): number =>
  image.reduce((sum, value, i) => sum + value * slope[i], 0)

/** Random images within [low, high], labels by turns. */
export function batchOf(size: number, [low, high]: [number, number] = [0, 1], first = 0): Batch {
  const images = new Float32Array(size * pixels)
  const labels = new Int32Array(size)
  const indices = Uint32Array.from({ length: size }, (_, i) => i + first)
  indices.forEach((index, i) => {
    const random = generator(['image', index])
    for (let k = 0; k < pixels; k++) images[i * pixels + k] = low + (high - low) * random.uniform()
    labels[i] = index % 2
  })
  return { images, labels, indices, size }
}

export const imageAt = (images: Float32Array, i: number): Float32Array =>
  images.subarray(i * pixels, (i + 1) * pixels)
