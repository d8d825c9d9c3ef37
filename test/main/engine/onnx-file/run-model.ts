import * as tf from '@tensorflow/tfjs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ImageShape } from '#dataset'
import { createOnnxCompiler, type Compiler } from '#engine'
import { generator } from '#random'
import { inference } from '../../../../src-main/engine/model/index.ts'
import {
  importOnnx,
  readOnnx,
  type ImportedModel,
} from '../../../../src-main/engine/onnx-file/index.ts'
import { writeOnnx, type FileDraft } from './write-onnx.ts'

const compiler = await createOnnxCompiler({ threads: 1 })
const float = (shape: readonly number[]) => ({ shape, dtype: 'float32' as const })
const sizeOf = ({ height, width, channels }: ImageShape) => height * width * channels

/** A file of a test as a model. */
export function importDraft(draft: FileDraft, shape: ImageShape, classes: number): ImportedModel {
  return importOnnx(readOnnx(writeOnnx(draft), 'net.onnx'), shape, classes)
}

/** Pixels in [0, 1], `[count, height, width, channel]`. */
export function randomImages(shape: ImageShape, seed: number, count: number): Float32Array {
  const random = generator(['images', seed])
  return Float32Array.from({ length: count * sizeOf(shape) }, () => random.uniform())
}

/** Logits by ONNX Runtime, of the file as it is; `sizes` are those of its input. */
export async function byOnnxRuntime(
  bytes: Uint8Array,
  images: Float32Array,
  shape: ImageShape,
  sizes = [images.length / sizeOf(shape), shape.channels, shape.height, shape.width],
): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 4 })
  const isLast = sizes.at(-1) === shape.channels && sizes.length === 4 && shape.channels > 1
  const ordered = isLast ? images : channelsFirst(images, shape)
  const results = await session.run({ [session.inputNames[0]]: new Tensor(ordered, sizes) })
  await session.release()
  return results[session.outputNames[0]].data as Float32Array
}

function channelsFirst(images: Float32Array, { height, width, channels }: ImageShape) {
  const pixels = height * width
  return images.map((_, i) => {
    const image = Math.floor(i / (pixels * channels))
    const [channel, pixel] = [Math.floor((i % (pixels * channels)) / pixels), i % pixels]
    return images[(image * pixels + pixel) * channels + channel]
  })
}

/** Logits of an imported model, `[image, class]`. */
export async function logitsOf(
  { model, weights }: ImportedModel,
  images: Float32Array,
  shape: ImageShape,
  by: Compiler = compiler,
): Promise<Float32Array> {
  const size = [images.length / sizeOf(shape), shape.height, shape.width, shape.channels]
  const compiled = await by.compile(
    ([x, ...values]) => [model.forward(x as tf.Tensor4D, values, inference)],
    [float(size), ...weights.map((each) => float(each.shape))],
    { name: 'logits', frozen: new Map(weights.map(({ values }, i) => [i + 1, values])) },
  )
  const [logits] = await compiled.run([images])
  await compiled.dispose()
  return logits as Float32Array
}

/** ∂ Σ objective(logits) / ∂ images. */
export async function gradientOf(
  { model, weights }: ImportedModel,
  images: Float32Array,
  shape: ImageShape,
  objective: (logits: tf.Tensor2D) => tf.Tensor,
): Promise<Float32Array> {
  const size = [images.length / sizeOf(shape), shape.height, shape.width, shape.channels]
  const compiled = await compiler.compile(
    ([x, ...values]) => {
      const climb = tf.grad((at: tf.Tensor) =>
        tf.sum(objective(model.forward(at as tf.Tensor4D, values, inference))),
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

/** The largest difference, relative to 1 + |right|. */
export function largestGap(own: ArrayLike<number>, right: ArrayLike<number>): number {
  return Math.max(
    ...Array.from(own, (value, i) => Math.abs(value - right[i]) / (1 + Math.abs(right[i]))),
  )
}
