import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { CuspError } from '#errors'
import type { OnnxFile } from '../read/onnx-file.ts'
import { channelsLast, plain, type Activation } from './activation.ts'

/** Brings images [batch, height, width, channel] into the form a model takes them in. */
export type Entry = (images: tf.Tensor4D) => Activation

/**
 * How a model takes images of this shape: [batch, channel, height, width] as PyTorch exports, with
 * channels last as TensorFlow does, or as rows of pixels, channel by channel.
 * @throws CuspError `model.shape` when the file says it takes images of another shape.
 */
export function entryOf({ file, input }: OnnxFile, shape: ImageShape): Entry {
  const { height, width, channels } = shape
  const sizes = input.shape?.slice(1)
  const fits = (...wanted: number[]): boolean =>
    sizes?.length === wanted.length && wanted.every((size, axis) => (sizes[axis] ?? size) === size)
  if (sizes === undefined || fits(channels, height, width)) return channelsLast
  if (fits(height, width, channels)) return plain
  if (channels === 1 && fits(height, width))
    return (images) => plain(tf.reshape(images, [images.shape[0], height, width]))
  const pixels = channels * height * width
  if (fits(pixels))
    return (images) => {
      const planes = tf.transpose(images, [0, 3, 1, 2])
      return plain(tf.reshape(planes, [images.shape[0], pixels]))
    }
  const taken = sizes.map((size) => size ?? 'any').join(' × ')
  throw new CuspError(
    'model.shape',
    `${file} takes images of ${taken}, and these are ${channels} × ${height} × ${width} (channels × height × width): choose a dataset of the shape it was trained on.`,
    { place: file },
  )
}

/** The number of images the file is for, when it says one. */
export function fixedBatchOf({ input }: OnnxFile): number | undefined {
  return input.shape?.[0]
}

/** Checks what a model gave. @throws CuspError `model.shape` unless it is a logit for each class. */
export function checkLogits(
  { file }: OnnxFile,
  { shape }: tf.Tensor,
  batch: number,
  classes: number,
): void {
  if (shape.length === 2 && shape[0] === batch && shape[1] === classes) return
  const isBatch = shape.length === 2 && shape[1] === classes
  const problem = isBatch
    ? `gives ${shape[0]} rows for ${batch} images: it mixes images or is for batches of one size; export it for any batch (dynamic_axes).`
    : `gives [${shape.join(', ')}] for ${batch} images, and the dataset has ${classes} classes: one logit for each class belongs there.`
  throw new CuspError('model.shape', `${file} ${problem}`, { place: file })
}
