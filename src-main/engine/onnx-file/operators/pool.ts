import * as tf from '@tensorflow/tfjs'
import { asImage, channelsLast } from '../import/activation.ts'
import type { Call, Operator, Operators } from '../import/call.ts'
import { both, explicit, overhang, windowOf, type Window } from './window.ts'

type Pair = Window['before']

function poolOf(call: Call): { image: tf.Tensor4D; window: Window; extra: Pair } {
  const image = asImage(call.image(0))
  const size: Pair = [image.shape[1], image.shape[2]]
  const kernel = call.sizes('kernel_shape', 2, 1, 0) as Pair
  if (call.sizes('dilations', 2, 1, 1).some((each) => each !== 1))
    throw call.refusal('has dilations; pools without are taken')
  const window = windowOf(call, kernel, size)
  const { before, after } = window
  if ([0, 1].some((side) => before[side] >= kernel[side] || after[side] >= kernel[side]))
    throw call.refusal('pads by as much as its window, which would then see no pixel')
  const extra: Pair = call.number('ceil_mode', 0) === 0 ? [0, 0] : overhang(window, size)
  return { image, window, extra }
}

const sum = (a: Pair, b: Pair): Pair => both((side) => a[side] + b[side])

const maxPool: Operator = (call) => {
  const { image, window, extra } = poolOf(call)
  const { kernel, strides, before, after } = window
  return channelsLast(tf.maxPool(image, kernel, strides, explicit(before, sum(after, extra))))
}

/** A window that hangs over the padded image (`ceil_mode`) averages what it does cover. */
const averagePool: Operator = (call) => {
  const { image, window, extra } = poolOf(call)
  const { kernel, strides, before, after } = window
  const isPadded = [...before, ...after].some((each) => each > 0)
  if (call.number('count_include_pad', 0) === 0 || !isPadded)
    return channelsLast(tf.avgPool(image, kernel, strides, explicit(before, sum(after, extra))))
  const padded = tf.pad(image, [
    [0, 0],
    [before[0], after[0]],
    [before[1], after[1]],
    [0, 0],
  ])
  return channelsLast(tf.avgPool(padded, kernel, strides, explicit([0, 0], extra)))
}

const globalAveragePool: Operator = (call) =>
  channelsLast(tf.mean(asImage(call.image(0)), [1, 2], true))

/** As a pool of one window: its gradient goes to one pixel also where several are the maximum. */
const globalMaxPool: Operator = (call) => {
  const image = asImage(call.image(0))
  return channelsLast(tf.maxPool(image, [image.shape[1], image.shape[2]], 1, 'valid'))
}

/** Operators over windows of an image. */
export const pools: Operators = {
  MaxPool: maxPool,
  AveragePool: averagePool,
  GlobalAveragePool: globalAveragePool,
  GlobalMaxPool: globalMaxPool,
}
