import type { backend_util } from '@tensorflow/tfjs'
import type { Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { batchLast, elementCount, pixelsFirst, sameOrder, type Order } from '../order.ts'
import { shortConvolutions, type ShortConvolution } from './toom-cook.ts'

type Conv2DInfo = backend_util.Conv2DInfo

/**
 * A 3×3 convolution of stride 1 as products of matrices: tiles of images and the filter are taken to
 * a few points, multiplied there over all channels at once, and brought back. Images are stored by
 * pixels: products of matrices then take first rows and then columns to their points, in whole lines,
 * and no tensor is ever transposed. Filters are HWIO.
 */
export interface Winograd {
  readonly info: Conv2DInfo
  readonly of: ShortConvolution
  /**
   * HWNC; HWCN where the filter is constant or settled: then it stands left in its products, which ONNX Runtime
   * packs the right side of (36 products of 512 × 512 by 32 images 11.7 → 7.5 ms, 256 × 256 by 128
   * 9.4 → 7.4, 128 × 128 by 512 9.2 → 8.2), once as it is and once transposed for the gradient.
   */
  readonly order: Order
}

/** What building a filter costs, as that many more tiles. */
const filterCost = 40
/** What a pixel of one channel costs to take to its points or back, in multiplications. */
const pixelCost = 220

/**
 * The tile that promises the least work, or nothing where plain multiplication does less. The costs
 * are fitted to times of one thread: 128 channels of 16 × 16 take 0.66 of the plain convolution's, 64
 * to 128 channels gain too, 64 to 64 of 32 × 32 would take as long.
 */
export function winogradFor(info: Conv2DInfo, isSettled: boolean): Winograd | undefined {
  const { filterHeight, filterWidth, strideHeight, strideWidth } = info
  const { dilationHeight, dilationWidth, batchSize, outHeight, outWidth } = info
  const isSmall = filterHeight === 3 && filterWidth === 3
  const isDense = [strideHeight, strideWidth, dilationHeight, dilationWidth].every((n) => n === 1)
  if (!isSmall || !isDense) return
  const pixels = batchSize * outHeight * outWidth
  const moving = pixelCost * pixels * (1 / info.inChannels + 1 / info.outChannels)
  const workOf = (of: ShortConvolution): number => {
    const [rows, columns] = tilesOf({ info, of })
    return of.products ** 2 * (batchSize * rows * columns + filterCost) + moving
  }
  const [best] = shortConvolutions.toSorted((a, b) => workOf(a) - workOf(b))
  if (workOf(best) >= 9 * (pixels + filterCost)) return
  return { info, of: best, order: isSettled && batchSize % 16 === 0 ? batchLast : pixelsFirst }
}

/** The convolution of images, stored in the way's order, with a filter [3, 3, I, O]. */
export function winogradConvolution(emit: Emitter, way: Winograd, x: Value, filter: Value): Value {
  const { info } = way
  const images = imagePoints(emit, way, x)
  const products = isBatchLast(way)
    ? multiply(emit, filterPoints(emit, way, emit.transpose(filter, [0, 1, 3, 2])), images)
    : multiply(emit, images, filterPoints(emit, way, filter))
  const [down, across] = axes(way).map((axis) => matrix(emit, transposed(resultRows(way.of, axis))))
  return gathered(emit, products, down, across, [info.outHeight, info.outWidth])
}

/** The gradient in the images: the convolution's own steps, transposed, in reverse. */
export function winogradDataGradient(
  emit: Emitter,
  way: Winograd,
  dy: Value,
  filter: Value,
): Value {
  const { info } = way
  const points = filterPoints(emit, way, filter)
  const slopes = slopePoints(emit, way, dy)
  const products = isBatchLast(way)
    ? multiply(emit, points, slopes)
    : multiply(emit, slopes, points, { transB: 1 })
  const [down, across] = axes(way).map((axis) => matrix(emit, transposed(signalRows(way.of, axis))))
  return gathered(emit, products, down, across, [info.inHeight, info.inWidth])
}

/** The gradient in the filter, [3, 3, I, O]: a product for each row of tiles, added up on the way back. */
export function winogradFilterGradient(emit: Emitter, way: Winograd, x: Value, dy: Value): Value {
  const { inChannels, outChannels } = way.info
  const [images, slopes] = [imagePoints(emit, way, x), slopePoints(emit, way, dy)]
  const products = multiply(emit, images, slopes, { transA: 1 })
  const [rows] = tilesOf(way)
  const flat = emit.reshape(products, [way.of.products ** 2 * rows, inChannels * outChannels])
  const back = matrix(emit, transposed(filterRows(way.of, rows)))
  const shape = [9, inChannels * outChannels]
  const taps = emit.node('MatMul', [back, flat], {}, shape, flat)
  return emit.reshape(taps, [3, 3, inChannels, outChannels])
}

function isBatchLast({ order }: Winograd): boolean {
  return sameOrder(order, batchLast)
}

/** Products of matrices, the last two axes, for all that stands before them or is 1 there. */
function multiply(
  emit: Emitter,
  a: Value,
  b: Value,
  { transA = 0, transB = 0 }: { transA?: 0 | 1; transB?: 0 | 1 } = {},
): Value {
  const axes = a.shape.length
  const batch = a.shape.slice(0, -2).map((size, axis) => Math.max(size, b.shape[axis]))
  const shape = [...batch, a.shape[axes - 2 + transA], b.shape[axes - 1 - transB]]
  if (transA + transB === 0) return emit.node('MatMul', [a, b], {}, shape, a)
  return emit.node('FusedMatMul@com.microsoft', [a, b], { transA, transB }, shape, a)
}

function imagePoints(emit: Emitter, way: Winograd, x: Value): Value {
  const [down, across] = axes(way).map((axis) => matrix(emit, signalRows(way.of, axis)))
  return spread(emit, way, x, down, across)
}

function slopePoints(emit: Emitter, way: Winograd, dy: Value): Value {
  const [down, across] = axes(way).map((axis) => matrix(emit, resultRows(way.of, axis)))
  return spread(emit, way, dy, down, across)
}

/** A filter [3, 3, A, B] as [points, 1, points, A, B], batch last [points, 1, points, 1, A, B]. */
function filterPoints(emit: Emitter, way: Winograd, filter: Value): Value {
  const [, , ...channels] = filter.shape
  const count = elementCount(channels)
  const { products } = way.of
  const flat = emit.reshape(filter, [9, count])
  const taps = matrix(emit, filterRows(way.of, 1))
  const points = emit.node('MatMul', [taps, flat], {}, [products ** 2, count], flat)
  const between = isBatchLast(way) ? [1] : []
  return emit.reshape(points, [products, 1, products, ...between, ...channels])
}

/** Images to [points, rows, points, columns · N, C], batch last to [points, rows, points, columns, C, N]. */
function spread(emit: Emitter, way: Winograd, x: Value, down: Value, across: Value): Value {
  const [height, width, ...pixel] = x.shape
  const run = elementCount(pixel)
  const points = way.of.products
  const [rows, columns] = tilesOf(way)
  const lines = emit.reshape(x, [height, width * run])
  const first = emit.node('MatMul', [down, lines], {}, [points * rows, width * run], x)
  const pixels = emit.reshape(first, [points * rows, width, run])
  const shape = [points * rows, points * columns, run]
  const both = emit.node('MatMul', [across, pixels], {}, shape, x)
  const tiles = isBatchLast(way) ? [columns, ...pixel] : [columns * pixel[0], pixel[1]]
  return emit.reshape(both, [points, rows, points, ...tiles])
}

/** The reverse way, to images of `height` by `width` pixels. */
function gathered(
  emit: Emitter,
  products: Value,
  down: Value,
  across: Value,
  [height, width]: readonly [number, number],
): Value {
  const [inner] = products.shape.slice(-1)
  const run = elementCount(products.shape) / (down.shape[1] * across.shape[1])
  const split = emit.reshape(products, [down.shape[1], across.shape[1], run])
  const first = emit.node('MatMul', [across, split], {}, [down.shape[1], width, run], products)
  const lines = emit.reshape(first, [down.shape[1], width * run])
  const both = emit.node('MatMul', [down, lines], {}, [height, width * run], products)
  return emit.reshape(both, [height, width, run / inner, inner])
}

/** Tiles down and across. */
function tilesOf({ info, of }: Pick<Winograd, 'info' | 'of'>): [number, number] {
  return [Math.ceil(info.outHeight / of.outputs), Math.ceil(info.outWidth / of.outputs)]
}

/** One direction of the plane. */
interface Axis {
  readonly inputs: number
  readonly outputs: number
  readonly tiles: number
  /** Pixels of zeros before the first. */
  readonly padding: number
}

function axes(way: Winograd): [Axis, Axis] {
  const { info } = way
  const [rows, columns] = tilesOf(way)
  const { top, left } = info.padInfo
  return [
    { inputs: info.inHeight, outputs: info.outHeight, tiles: rows, padding: top },
    { inputs: info.inWidth, outputs: info.outWidth, tiles: columns, padding: left },
  ]
}

type Rows = readonly (readonly number[])[]

/** A line of pixels to the points of its tiles: row (point, tile). Padding is a column left out. */
function signalRows(of: ShortConvolution, { inputs, tiles, padding }: Axis): Rows {
  return of.signal.flatMap((weights) =>
    Array.from({ length: tiles }, (_, tile) => {
      const first = tile * of.outputs - padding
      return Array.from({ length: inputs }, (_each, pixel) => weights[pixel - first] ?? 0)
    }),
  )
}

/** The transpose of what makes a line of outputs out of its products: row (point, tile). */
function resultRows(of: ShortConvolution, { outputs, tiles }: Axis): Rows {
  return transposed(of.result).flatMap((weights) =>
    Array.from({ length: tiles }, (_, tile) => {
      const first = tile * of.outputs
      return Array.from({ length: outputs }, (_each, pixel) => weights[pixel - first] ?? 0)
    }),
  )
}

/** The nine taps to the points of both directions, again for each row of tiles. */
function filterRows({ filter }: ShortConvolution, rows: number): Rows {
  return filter.flatMap((a) => {
    const line = filter.map((b) => a.flatMap((x) => b.map((y) => x * y)))
    return Array.from({ length: rows }, () => line).flat()
  })
}

function transposed(rows: Rows): Rows {
  return rows[0].map((_, column) => rows.map((row) => row[column]))
}

function matrix(emit: Emitter, rows: Rows): Value {
  const elements = Float32Array.from(rows.flat())
  return emit.graph.constant(elements, [rows.length, rows[0].length], 'float32')
}
