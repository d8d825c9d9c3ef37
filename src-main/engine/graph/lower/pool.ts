import { backend_util } from '@tensorflow/tfjs'
import { symbol } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { channelsFirst, isByPixels, stored, type Order } from '../order.ts'
import type { Traced } from '../traced.ts'
import { attributesAs, type Family, type KernelAttributes, type Lowering } from './lowering.ts'
import { largestOf, quartersOf } from './pixels-pool.ts'
import { spreadToMaxima } from './max-pool-gradient.ts'
import { withRoom } from './room.ts'
import type { Window } from '../pool-gradient.ts'

type Conv2DInfo = backend_util.Conv2DInfo

function infoOf(shape: readonly number[], attributes: KernelAttributes): Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attributesAs<{
    filterSize: number | [number, number]
    strides: number | [number, number]
    pad: 'valid' | 'same' | number | backend_util.ExplicitPadding
    dimRoundingMode?: 'floor' | 'round' | 'ceil'
  }>(attributes)
  const size = [...shape] as [number, number, number, number]
  const info = backend_util.computePool2DInfo(size, filterSize, strides, 1, pad, dimRoundingMode)
  return withRoom('Pool', info)
}

function windowOf({ padInfo, ...info }: Conv2DInfo): Window {
  return {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads: [padInfo.top, padInfo.left, padInfo.bottom, padInfo.right],
  }
}

function nhwc(value: Value, shape: readonly number[]): Traced {
  return symbol(value, shape, 'float32', channelsFirst)
}

/** The order of a max-pool's images, if they lie pixels first already and 2×2 windows tile them. */
function pixelOrder({ meaning }: Traced, info: Conv2DInfo): Order | undefined {
  const sizes = [info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth]
  const isTiled = info.inHeight === 2 * info.outHeight && info.inWidth === 2 * info.outWidth
  if (meaning.kind !== 'symbol' || !isByPixels(meaning.order)) return
  return isTiled && sizes.every((size) => size === 2) ? meaning.order : undefined
}

function pool(type: 'MaxPool' | 'AveragePool'): Lowering {
  return (emit, inputs, attributes) => {
    const x = inputs.get('x')
    const info = infoOf(x.shape, attributes)
    const order = type === 'MaxPool' ? pixelOrder(x, info) : undefined
    if (order) {
      const largest = largestOf(emit, quartersOf(emit, emit.value(x, order)))
      return symbol(largest, info.outShape, 'float32', order)
    }
    const value = emit.value(x, channelsFirst)
    const shape = stored(info.outShape, channelsFirst)
    return nhwc(emit.node(type, [value], windowOf(info), shape, value), info.outShape)
  }
}

/** The gradient of a max-pool, remembered by the emitter for `rectified` below. */
const maxPoolGrad: Lowering = (emit, inputs, attributes) => {
  const [dy, input] = [inputs.get('dy'), inputs.get('input')]
  const info = infoOf(input.shape, attributes)
  const byPixels = pixelOrder(input, info)
  const order = byPixels ?? channelsFirst
  const gradient = {
    input: emit.value(input, order),
    pooled: emit.value(inputs.get('output'), order),
    slope: emit.value(dy, order),
    window: windowOf(info),
    isByPixels: byPixels !== undefined,
  }
  const value = spreadToMaxima(emit, gradient)
  emit.poolGradients.set(value, gradient)
  return symbol(value, input.shape, 'float32', order)
}

/**
 * Each output's gradient, divided by the number of pixels its window holds, spread over the window:
 * a ConvTranspose with a kernel of ones, channels seen as batch.
 */
const avgPoolGrad: Lowering = (emit, inputs, attributes) => {
  const [dy, input] = [inputs.get('dy'), inputs.get('input')]
  const info = infoOf(input.shape, attributes)
  const { padInfo, strideHeight, strideWidth, filterHeight, filterWidth } = info
  const slope = emit.value(dy, channelsFirst)
  const counts = emit.graph.constant(
    pixelCounts(info),
    [1, 1, info.outHeight, info.outWidth],
    'float32',
  )
  const shares = emit.node('Div', [slope, counts], {}, slope.shape, slope)
  const planes = info.batchSize * info.inChannels
  const flat = emit.reshape(shares, [planes, 1, info.outHeight, info.outWidth])
  const rows = (info.outHeight - 1) * strideHeight + filterHeight - padInfo.top - padInfo.bottom
  const columns = (info.outWidth - 1) * strideWidth + filterWidth - padInfo.left - padInfo.right
  const kernel = emit.graph.constant(
    new Float32Array(filterHeight * filterWidth).fill(1),
    [1, 1, filterHeight, filterWidth],
    'float32',
  )
  const attribute = {
    strides: [strideHeight, strideWidth],
    pads: [padInfo.top, padInfo.left, padInfo.bottom, padInfo.right],
    output_padding: [info.inHeight - rows, info.inWidth - columns],
  }
  const spread = [planes, 1, info.inHeight, info.inWidth]
  const value = emit.node('ConvTranspose', [flat, kernel], attribute, spread, slope)
  return nhwc(emit.reshape(value, stored(input.shape, channelsFirst)), input.shape)
}

/** How many real pixels each window holds: fewer than its size at a padded edge. */
function pixelCounts(info: Conv2DInfo): Float32Array {
  const along = (count: number, stride: number, window: number, padding: number, size: number) =>
    Array.from({ length: count }, (_, i) => {
      const from = i * stride - padding
      return Math.min(from + window, size) - Math.max(from, 0)
    })
  const { padInfo } = info
  const rows = along(
    info.outHeight,
    info.strideHeight,
    info.filterHeight,
    padInfo.top,
    info.inHeight,
  )
  const columns = along(
    info.outWidth,
    info.strideWidth,
    info.filterWidth,
    padInfo.left,
    info.inWidth,
  )
  return Float32Array.from(rows.flatMap((row) => columns.map((column) => row * column)))
}

/** Pools and their gradients. */
export const pools: Family = {
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AveragePool'),
  MaxPoolGrad: maxPoolGrad,
  AvgPoolGrad: avgPoolGrad,
}
