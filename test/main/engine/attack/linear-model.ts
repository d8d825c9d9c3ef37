import * as tf from '@tensorflow/tfjs'
import type { Batch, ImageShape } from '#dataset'
import type { DifferentiableModel } from '../../../../src-main/engine/attack/index.ts'
import type { Model } from '../../../../src-main/engine/model/index.ts'
import { compiledModel } from '../../../../src-main/engine/session/compiled-model.ts'
import { createRunner } from '../../../../src-main/engine/session/runner.ts'
import { createOnnxCompiler, createReferenceCompiler, type Compiler } from '#engine'
import { generator } from '#random'
import type { Norm } from '#threat'

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

/** The linear model, by default under the reference engine, in graphs of the given capacities. */
export async function openLinear(
  offset = 0,
  capacities = [8],
  compiler: Compiler | undefined = undefined,
): Promise<DifferentiableModel> {
  const under = compiler ?? (await createReferenceCompiler())
  const runner = createRunner(under, { kind: 'frozen', values: [slope] })
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

/** Four classes whose logits are linear: `planes[c]` is the gradient of logit c. */
export const planes = [0, 1, 2, 3].map((label) => {
  const random = generator(['plane', label])
  return Float32Array.from({ length: pixels }, () => random.normal())
})

const linearClasses: Model = {
  name: 'four linear classes',
  weights: [{ name: 'planes', shape: [pixels, planes.length], initial: 'zeros' }],
  forward(images, [weights]) {
    // Measured from grey, so that no class has a bias there.
    const flat: tf.Tensor2D = tf.reshape(tf.sub(images, 0.5), [-1, pixels])
    return tf.matMul(flat, weights)
  },
}

/** The model of four classes, under ONNX Runtime. */
export async function openLinearClasses(capacities = [16]): Promise<DifferentiableModel> {
  const columns = Float32Array.from(
    { length: pixels * planes.length },
    (_, at) => planes[at % planes.length][Math.floor(at / planes.length)],
  )
  const compiler = await createOnnxCompiler({ threads: 1 })
  const runner = createRunner(compiler, { kind: 'frozen', values: [columns] })
  return compiledModel(runner, linearClasses, shape, planes.length, capacities)
}

/** Logits of one image. */
export const logitsOf = (image: Float32Array): number[] =>
  planes.map((plane) => image.reduce((sum, value, i) => sum + (value - 0.5) * plane[i], 0))

/** Random images within [low, high], labelled by what the model says. */
export function rightBatch(size: number, range: [number, number] = [0.35, 0.65], first = 0): Batch {
  const batch = batchOf(size, range, first)
  const labels = Int32Array.from(batch.indices, (_, i) => {
    const logits = logitsOf(imageAt(batch.images, i))
    return logits.indexOf(Math.max(...logits))
  })
  return { ...batch, labels }
}

const duals: Readonly<Record<Norm, (gradient: number[]) => number>> = {
  linf: (gradient) => gradient.reduce((sum, value) => sum + Math.abs(value), 0),
  l2: (gradient) => Math.hypot(...gradient),
  l1: (gradient) => Math.max(...gradient.map(Math.abs)),
}

/** Distance to the nearest other class, or to one of them, as far as bounds are not in the way. */
export function distanceToBoundary(
  image: Float32Array,
  label: number,
  norm: Norm,
  to?: number,
): number {
  const logits = logitsOf(image)
  const distances = planes.flatMap((plane, other) => {
    if (other === label || other !== (to ?? other)) return []
    const slope = Array.from(plane, (value, i) => value - planes[label][i])
    return [(logits[label] - logits[other]) / duals[norm](slope)]
  })
  return Math.min(...distances)
}
