import * as tf from '@tensorflow/tfjs'
import type { ImageShape } from '#dataset'
import { CuspError } from '#errors'
import type { OnnxFile } from '../read/onnx-file.ts'
import { channelsLast, plain, type Activation } from './activation.ts'

/**
 * How a model takes images: [batch, channel, height, width] as PyTorch exports, with channels last as
 * TensorFlow does, as planes without channels, or as rows of pixels, channel by channel.
 */
type Arrangement = 'channels-first' | 'channels-last' | 'planes' | 'rows'

/** @throws CuspError `model.shape` when the file says it takes images of another shape. */
function arrangementOf({ file, input }: OnnxFile, shape: ImageShape): Arrangement {
  const { height, width, channels } = shape
  const sizes = input.shape?.slice(1)
  const fits = (...wanted: number[]): boolean =>
    sizes?.length === wanted.length && wanted.every((size, axis) => (sizes[axis] ?? size) === size)
  if (sizes === undefined || fits(channels, height, width)) return 'channels-first'
  if (fits(height, width, channels)) return 'channels-last'
  if (channels === 1 && fits(height, width)) return 'planes'
  if (fits(channels * height * width)) return 'rows'
  const taken = sizes.map((size) => size ?? 'any').join(' × ')
  throw new CuspError(
    'model.shape',
    `${file} takes images of ${taken}, and these are ${channels} × ${height} × ${width} (channels × height × width): choose a dataset of the shape it was trained on.`,
    { place: file },
  )
}

/**
 * Brings images [batch, height, width, channel] into the form a model takes them in.
 * @throws CuspError `model.shape` when the file says it takes images of another shape.
 */
export function entryOf(file: OnnxFile, shape: ImageShape): (images: tf.Tensor4D) => Activation {
  const { height, width, channels } = shape
  const arrangement = arrangementOf(file, shape)
  return (images) => {
    const batch = images.shape[0]
    switch (arrangement) {
      case 'channels-first':
        return channelsLast(images)
      case 'channels-last':
        return plain(images)
      case 'planes':
        return plain(tf.reshape(images, [batch, height, width]))
      case 'rows': {
        const planes = tf.transpose(images, [0, 3, 1, 2])
        return plain(tf.reshape(planes, [batch, channels * height * width]))
      }
    }
  }
}

/** Images [batch, height, width, channel] as numbers and sizes that the file itself can be fed. */
export function feedOf(
  file: OnnxFile,
  images: Float32Array,
  shape: ImageShape,
): { readonly values: Float32Array; readonly sizes: number[] } {
  const { height, width, channels } = shape
  const pixels = height * width
  const batch = images.length / (pixels * channels)
  const arrangement = arrangementOf(file, shape)
  if (arrangement === 'channels-last')
    return { values: images, sizes: [batch, height, width, channels] }
  const values = images.map((_, i) => {
    const image = Math.floor(i / (pixels * channels))
    const [channel, pixel] = [Math.floor((i % (pixels * channels)) / pixels), i % pixels]
    return images[(image * pixels + pixel) * channels + channel]
  })
  const sizes = { 'channels-first': [channels, height, width], planes: [height, width] }
  return {
    values,
    sizes: [batch, ...(arrangement === 'rows' ? [pixels * channels] : sizes[arrangement])],
  }
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
