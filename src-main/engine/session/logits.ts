import type * as tf from '@tensorflow/tfjs'
import type { Batch, ImageShape } from '#dataset'
import type { NamedArray } from '#trainer'
import type { Compiler } from '../compiler.ts'
import { inference, type Model } from '../model/index.ts'
import { feedOf, fixedBatchOf, type OnnxFile } from '../onnx-file/index.ts'
import { runOnnxFile } from '../onnx/index.ts'
import { float } from './float.ts'

/** Images that go through a model at a time. */
const portion = 64

/** A model's logits of all images, `[image, class]`. */
export async function ownLogits(
  compiler: Compiler,
  model: Model,
  weights: readonly NamedArray[],
  { images, size }: Batch,
  { shape, classes }: { readonly shape: ImageShape; readonly classes: number },
): Promise<Float32Array> {
  const compiled = await compiler.compile(
    ([x, ...values]) => [model.forward(x as tf.Tensor4D, values, inference)],
    [
      float(portion, shape.height, shape.width, shape.channels),
      ...weights.map((each) => float(...each.shape)),
    ],
    { name: 'logits', frozen: new Map(weights.map(({ values }, i) => [i + 1, values])) },
  )
  const pixels = shape.height * shape.width * shape.channels
  const logits = new Float32Array(size * classes)
  for (let from = 0; from < size; from += portion) {
    const part = new Float32Array(portion * pixels)
    part.set(images.subarray(from * pixels, (from + portion) * pixels))
    const [found] = await compiled.run([part])
    const count = Math.min(portion, size - from)
    logits.set((found as Float32Array).subarray(0, count * classes), from * classes)
  }
  await compiled.dispose()
  return logits
}

/** What ONNX Runtime makes of the same images by the file as it is. */
export function logitsOfFile(
  bytes: Uint8Array,
  file: OnnxFile,
  { images }: Batch,
  shape: ImageShape,
): Promise<Float32Array> {
  const { values, sizes } = feedOf(file, images, shape)
  return runOnnxFile(bytes, values, sizes, fixedBatchOf(file) ?? portion)
}

/** The largest difference relative to 1 + |right|; NaN when there are not as many, or no numbers. */
export function largestGap(own: Float32Array, right: Float32Array): number {
  return right.reduce(
    (most, value, i) => Math.max(most, Math.abs(own[i] - value) / (1 + Math.abs(value))),
    own.length === right.length ? 0 : NaN,
  )
}
