import { backend_util } from '@tensorflow/tfjs'
import { symbol, type Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { channelsFirst, stored, type Order } from '../order.ts'
import type { Traced } from '../traced.ts'
import { attributesAs, type Family, type KernelAttributes, type Lowering } from './lowering.ts'
import { withRoom } from './room.ts'
import {
  quarteredDataGradient,
  quarteredFilterGradient,
  quarteredSlope,
  type Quartered,
} from './quartered-gradient.ts'
import { stridedGradient } from './strided-gradient.ts'
import {
  winogradConvolution,
  winogradDataGradient,
  winogradFilterGradient,
  winogradFor,
  type Winograd,
} from './winograd.ts'

type Conv2DInfo = backend_util.Conv2DInfo
type Shape4 = [number, number, number, number]

/** Filters are HWIO in tfjs; ONNX convolutions want OIHW. */
export const outputFirst: Order = [3, 2, 0, 1]

/** HWIO seen as IOHW: the filter with its roles of input and output exchanged. */
const inputFirst: Order = [2, 3, 0, 1]

interface ConvAttributes {
  readonly strides: number | [number, number]
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding
  readonly dataFormat?: 'NHWC' | 'NCHW'
  readonly dilations?: number | [number, number]
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

function infoOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attributes: KernelAttributes,
): Conv2DInfo {
  const { strides, pad, dilations, dimRoundingMode, dataFormat } =
    attributesAs<ConvAttributes>(attributes)
  if (dataFormat === 'NCHW') throw new Error('Cusp programs are NHWC; this convolution is NCHW')
  const info = backend_util.computeConv2DInfo(
    [...inputShape] as Shape4,
    [...filterShape] as Shape4,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
  )
  return withRoom('Conv2D', info)
}

function pads({ padInfo }: Conv2DInfo): number[] {
  return [padInfo.top, padInfo.left, padInfo.bottom, padInfo.right]
}

/** A value stored NCHW as a traced NHWC tensor. */
function nhwc(value: Value, shape: readonly number[]): Traced {
  return symbol(value, shape, 'float32', channelsFirst)
}

function isSettled(emit: Emitter, { meaning }: Traced): boolean {
  return meaning.kind !== 'symbol' || emit.isSettled(meaning.value)
}

/** The shortcut by fewer multiplications, where it pays; a file for other programs has plain ones. */
function winogradOf(emit: Emitter, info: Conv2DInfo, filter?: Traced): Winograd | undefined {
  if (emit.isPortable) return
  return winogradFor(info, filter !== undefined && isSettled(emit, filter))
}

const conv2d: Lowering = (emit, inputs, attributes) => {
  const [x, filter] = [inputs.get('x'), inputs.get('filter')]
  const info = infoOf(x.shape, filter.shape, attributes)
  const way = winogradOf(emit, info, filter)
  if (way) {
    const value = winogradConvolution(emit, way, emit.value(x, way.order), emit.value(filter))
    return symbol(value, info.outShape, 'float32', way.order)
  }
  const operands = [emit.value(x, channelsFirst), emit.value(filter, outputFirst)]
  const attribute = {
    pads: pads(info),
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
  }
  const shape = stored(info.outShape, channelsFirst)
  return nhwc(emit.node('Conv', operands, attribute, shape, { type: 'float32' }), info.outShape)
}

/** Below this many input channels a data gradient is faster as ConvTranspose (measured). */
const fewChannels = 8

function quarteredOf(emit: Emitter, dy: Traced, info: Conv2DInfo): Quartered | undefined {
  const isFew = info.inChannels < fewChannels && !emit.isPortable
  return isFew ? quarteredSlope(emit, dy, info) : undefined
}

const dataGradient: Lowering = (emit, inputs, attributes) => {
  const [dy, filter] = [inputs.get('dy'), inputs.get('filter')]
  const { inputShape } = attributesAs<{ inputShape: Shape4 }>(attributes)
  const info = infoOf(inputShape, filter.shape, attributes)
  const way = winogradOf(emit, info, filter)
  if (way) {
    const slope = emit.value(dy, way.order)
    const value = winogradDataGradient(emit, way, slope, emit.value(filter))
    return symbol(value, inputShape, 'float32', way.order)
  }
  if (info.inChannels >= fewChannels && !emit.isPortable) {
    const slope = emit.value(dy, channelsFirst)
    const strided = stridedGradient(emit, slope, emit.value(filter), info)
    if (strided) return nhwc(strided, inputShape)
  }
  const quartered = quarteredOf(emit, dy, info)
  if (quartered) {
    const value = quarteredDataGradient(emit, quartered, emit.value(filter, outputFirst))
    return nhwc(value, inputShape)
  }
  const build = isFasterFlipped(info) ? flippedConv : transposedConv
  return nhwc(build(emit, dy, filter, info), inputShape)
}

/** Channels that fill blocks, on machines with AVX-512. */
const wholeBlock = 16

/**
 * A flipped convolution multiplies for every input pixel, ConvTranspose for every output pixel; only
 * the first has a kernel on blocks (40 channels, 26 × 26 from 24 × 24: 18 ms against 14.5).
 */
function isFasterFlipped(info: Conv2DInfo): boolean {
  if (info.strideHeight !== 1 || info.strideWidth !== 1 || info.inChannels < fewChannels)
    return false
  const isBlocked = [info.inChannels, info.outChannels].every((count) => count % wholeBlock === 0)
  return isBlocked || info.inHeight * info.inWidth <= info.outHeight * info.outWidth
}

/** Stride 1: the data gradient is a convolution with the kernel flipped and its roles exchanged. */
function flippedConv(emit: Emitter, dy: Traced, filter: Traced, info: Conv2DInfo): Value {
  const { filterHeight, filterWidth, padInfo } = info
  const kernel = emit.value(filter, inputFirst)
  const list = (...numbers: number[]) => emit.graph.integers(numbers)
  const end = -(2 ** 31)
  const whole = [list(-1, -1), list(end, end), list(2, 3), list(-1, -1)]
  const flipped = emit.node('Slice', [kernel, ...whole], {}, kernel.shape, kernel)
  const attribute = {
    pads: [
      filterHeight - 1 - padInfo.top,
      filterWidth - 1 - padInfo.left,
      filterHeight - 1 - padInfo.bottom,
      filterWidth - 1 - padInfo.right,
    ],
  }
  const shape = stored(info.inShape, channelsFirst)
  return emit.node('Conv', [emit.value(dy, channelsFirst), flipped], attribute, shape, kernel)
}

function transposedConv(emit: Emitter, dy: Traced, filter: Traced, info: Conv2DInfo): Value {
  const { padInfo, strideHeight, strideWidth, filterHeight, filterWidth } = info
  const reached = (count: number, stride: number, size: number, padding: number) =>
    (count - 1) * stride + size - padding
  const rows = reached(info.outHeight, strideHeight, filterHeight, padInfo.top + padInfo.bottom)
  const columns = reached(info.outWidth, strideWidth, filterWidth, padInfo.left + padInfo.right)
  const attribute = {
    pads: pads(info),
    strides: [strideHeight, strideWidth],
    output_padding: [info.inHeight - rows, info.inWidth - columns],
  }
  const operands = [emit.value(dy, channelsFirst), emit.value(filter, outputFirst)]
  const shape = stored(info.inShape, channelsFirst)
  return emit.node('ConvTranspose', operands, attribute, shape, { type: 'float32' })
}

/**
 * The filter gradient as a convolution of the images with the output gradient: batch takes the role
 * of input channels, so images are [C, N, H, W] and the gradient is the kernel [O, N, h, w].
 */
const filterGradient: Lowering = (emit, inputs, attributes) => {
  const [x, dy] = [inputs.get('x'), inputs.get('dy')]
  const { filterShape } = attributesAs<{ filterShape: Shape4 }>(attributes)
  const info = infoOf(x.shape, filterShape, attributes)
  const way = winogradOf(emit, info)
  if (way) {
    const [images, slope] = [emit.value(x, way.order), emit.value(dy, way.order)]
    const value = winogradFilterGradient(emit, way, images, slope)
    return symbol(value, filterShape, 'float32')
  }
  const channelsThenBatch: Order = [3, 0, 1, 2]
  const quartered = quarteredOf(emit, dy, info)
  if (quartered) {
    const value = quarteredFilterGradient(emit, quartered, emit.value(x, channelsThenBatch))
    return symbol(value, filterShape, 'float32', inputFirst)
  }
  const [images, pads] = reached(emit, emit.value(x, channelsThenBatch), info)
  const operands = [images, emit.value(dy, channelsThenBatch)]
  const attribute = { pads, dilations: [info.strideHeight, info.strideWidth] }
  const shape = [info.inChannels, info.outChannels, info.filterHeight, info.filterWidth]
  const value = emit.node('Conv', operands, attribute, shape, { type: 'float32' })
  return symbol(value, filterShape, 'float32', inputFirst)
}

/**
 * Images [C, N, H, W] without the pixels that a stride leaves over, and the padding that is left:
 * with them the gradient would have more taps than the filter, and take as much longer.
 */
function reached(emit: Emitter, images: Value, info: Conv2DInfo): [Value, number[]] {
  const { padInfo } = info
  const [c, n, height, width] = images.shape
  const last = (count: number, stride: number, size: number, before: number): number =>
    (count - 1) * stride + size - before
  const below = last(info.outHeight, info.strideHeight, info.filterHeight, padInfo.top) - height
  const right = last(info.outWidth, info.strideWidth, info.filterWidth, padInfo.left) - width
  const pads = [padInfo.top, padInfo.left, Math.max(below, 0), Math.max(right, 0)]
  const [rows, columns] = [height + Math.min(below, 0), width + Math.min(right, 0)]
  if (rows === height && columns === width) return [images, pads]
  const list = (...numbers: number[]) => emit.graph.integers(numbers)
  const operands = [images, list(0, 0), list(rows, columns), list(2, 3)]
  return [emit.node('Slice', operands, {}, [c, n, rows, columns], images), pads]
}

/** Convolutions and their gradients. */
export const convolutions: Family = {
  Conv2D: conv2d,
  Conv2DBackpropInput: dataGradient,
  Conv2DBackpropFilter: filterGradient,
}
