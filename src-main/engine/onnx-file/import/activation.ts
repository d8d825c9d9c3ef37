import * as tf from '@tensorflow/tfjs'
import type { OnnxTensor } from '../read/onnx-file.ts'

/**
 * A value between two operators. ONNX counts the axes of an image as [batch, channel, height, width]
 * and tfjs's convolutions as [batch, height, width, channel]: what a convolution made stays as it
 * is, so that a chain of them moves nothing, and its axes are counted as ONNX counts them.
 */
export interface Activation {
  readonly tensor: tf.Tensor
  /** Of four axes, stored channels last. */
  readonly isChannelsLast: boolean
  /** What the file says it is, for operators whose settings are operands. */
  readonly literal?: OnnxTensor
}

/** Where ONNX's axes of an image lie in tfjs's order. */
const positions = [0, 3, 1, 2] as const
const toLast = [0, 2, 3, 1]
const toFirst = [0, 3, 1, 2]

export function plain(tensor: tf.Tensor): Activation {
  return { tensor, isChannelsLast: false }
}

export function channelsLast(tensor: tf.Tensor): Activation {
  return { tensor, isChannelsLast: true }
}

/** Sizes as ONNX counts axes. */
export function shapeOf({ tensor, isChannelsLast }: Activation): number[] {
  return isChannelsLast ? toFirst.map((axis) => tensor.shape[axis]) : tensor.shape
}

/** Where an axis, as ONNX counts it, is stored. */
export function storedAxis({ isChannelsLast }: Activation, axis: number): number {
  return isChannelsLast ? positions[axis] : axis
}

/** The tensor with its axes in ONNX's order. */
export function inOrder({ tensor, isChannelsLast }: Activation): tf.Tensor {
  return isChannelsLast ? tf.transpose(tensor, toFirst) : tensor
}

/** The image, channels last. */
export function asImage({ tensor, isChannelsLast }: Activation): tf.Tensor4D {
  return (isChannelsLast ? tensor : tf.transpose(tensor, toLast)) as tf.Tensor4D
}

/** Another tensor in the place of this one: same axes, maybe of other sizes. */
export function like(activation: Activation, tensor: tf.Tensor): Activation {
  return { tensor, isChannelsLast: activation.isChannelsLast }
}

/**
 * Operands of an elementwise operator in one order: as the images are stored among them. ONNX lines
 * up trailing axes, so that a [C, 1, 1] is one number a channel.
 */
export function aligned(operands: readonly Activation[]): {
  readonly tensors: tf.Tensor[]
  readonly isChannelsLast: boolean
} {
  const rank = Math.max(...operands.map(({ tensor }) => tensor.rank))
  const isChannelsLast = rank === 4 && operands.some((each) => each.isChannelsLast)
  if (!isChannelsLast) return { tensors: operands.map(inOrder), isChannelsLast }
  const tensors = operands.map((each) => {
    const { tensor } = each
    if (tensor.rank === 0 || each.isChannelsLast) return tensor
    const ones = new Array<number>(4 - tensor.rank).fill(1)
    return tf.transpose(tf.reshape(tensor, [...ones, ...tensor.shape]), toLast)
  })
  return { tensors, isChannelsLast }
}
