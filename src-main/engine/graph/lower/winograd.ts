import type { backend_util } from '@tensorflow/tfjs'
import type { Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { shortConvolutions, type ShortConvolution } from './toom-cook.ts'

type Conv2DInfo = backend_util.Conv2DInfo

/**
 * A 3×3 convolution of stride 1 as products of matrices: tiles of images and the filter are taken to
 * a few points, multiplied there over all channels at once, and brought back. Everything is stored
 * NHWC, filters HWIO, so that no weight is ever transposed.
 */
export interface Winograd {
  readonly info: Conv2DInfo
  readonly of: ShortConvolution
}

/** What building a filter costs, as that many more tiles. */
const filterCost = 40
/** What a pixel of one channel costs to take to its points or back, in multiplications. */
const pixelCost = 300

/**
 * The tile that promises the least work, or nothing where plain multiplication does less. The two
 * costs are fitted to times of one thread at 128 channels of 16 × 16 pixels (0.79 of the plain
 * convolution's), 256 of 8 × 8 (0.5) and 512 of 4 × 4 (0.6); at 64 of 32 × 32 it would be 1.5.
 */
export function winogradFor(info: Conv2DInfo): Winograd | undefined {
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
  return workOf(best) < 9 * (pixels + filterCost) ? { info, of: best } : undefined
}

/** The convolution of images [N, H, W, I] with a filter [3, 3, I, O]. */
export function winogradConvolution(emit: Emitter, way: Winograd, x: Value, filter: Value): Value {
  const { info } = way
  const products = multiply(emit, imagePoints(emit, way, x), filterPoints(emit, way, filter))
  const [down, across] = axes(way).map((axis) => matrix(emit, transposed(resultRows(way.of, axis))))
  return gathered(emit, way, products, down, across, [info.outHeight, info.outWidth])
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
  const products = multiply(emit, slopePoints(emit, way, dy), points, { transB: 1 })
  const [down, across] = axes(way).map((axis) => matrix(emit, transposed(signalRows(way.of, axis))))
  return gathered(emit, way, products, down, across, [info.inHeight, info.inWidth])
}

/** The gradient in the filter, [3, 3, I, O]. */
export function winogradFilterGradient(emit: Emitter, way: Winograd, x: Value, dy: Value): Value {
  const { inChannels, outChannels } = way.info
  const [images, slopes] = [imagePoints(emit, way, x), slopePoints(emit, way, dy)]
  const products = multiply(emit, images, slopes, { transA: 1 })
  const flat = emit.reshape(products, [way.of.products ** 2, inChannels * outChannels])
  const back = matrix(emit, transposed(filterRows(way.of)))
  const shape = [9, inChannels * outChannels]
  const taps = emit.node('MatMul', [back, flat], {}, shape, flat)
  return emit.reshape(taps, [3, 3, inChannels, outChannels])
}

function multiply(
  emit: Emitter,
  a: Value,
  b: Value,
  { transA = 0, transB = 0 }: { transA?: 0 | 1; transB?: 0 | 1 } = {},
): Value {
  const shape = [a.shape[0], a.shape[1 + transA], b.shape[2 - transB]]
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

/** [points², I, O]. */
function filterPoints(emit: Emitter, { of, info }: Winograd, filter: Value): Value {
  const { inChannels, outChannels } = info
  const flat = emit.reshape(filter, [9, inChannels * outChannels])
  const shape = [of.products ** 2, inChannels * outChannels]
  const points = emit.node('MatMul', [matrix(emit, filterRows(of)), flat], {}, shape, flat)
  return emit.reshape(points, [of.products ** 2, inChannels, outChannels])
}

/** [N, H, W, C] to [points², tiles of all images, C], rows first. */
function spread(emit: Emitter, way: Winograd, x: Value, down: Value, across: Value): Value {
  const [n, height, width, c] = x.shape
  const points = way.of.products
  const [rows, columns] = tilesOf(way)
  const [tall, wide] = [points * rows, points * columns]
  const lines = emit.reshape(x, [n, height, width * c])
  const first = emit.node('MatMul', [down, lines], {}, [n, tall, width * c], x)
  const pixels = emit.reshape(first, [n, tall, width, c])
  const both = emit.node('MatMul', [across, pixels], {}, [n, tall, wide, c], x)
  const split = emit.reshape(both, [n, points, rows, points, columns * c])
  const ordered = emit.transpose(split, [1, 3, 0, 2, 4])
  return emit.reshape(ordered, [points * points, n * rows * columns, c])
}

/** The reverse way: [points², tiles, C] to [N, H, W, C]. */
function gathered(
  emit: Emitter,
  way: Winograd,
  products: Value,
  down: Value,
  across: Value,
  [height, width]: readonly [number, number],
): Value {
  const { batchSize: n } = way.info
  const c = products.shape[2]
  const points = way.of.products
  const [rows, columns] = tilesOf(way)
  const split = emit.reshape(products, [points, points, n, rows, columns * c])
  const ordered = emit.transpose(split, [2, 0, 3, 1, 4])
  const pixels = emit.reshape(ordered, [n, points * rows, points * columns, c])
  const shape = [n, points * rows, width, c]
  const first = emit.node('MatMul', [across, pixels], {}, shape, products)
  const lines = emit.reshape(first, [n, points * rows, width * c])
  const both = emit.node('MatMul', [down, lines], {}, [n, height, width * c], products)
  return emit.reshape(both, [n, height, width, c])
}

/** Tiles down and across. */
function tilesOf({ info, of }: Winograd): [number, number] {
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

/** The nine taps to the points of both directions. */
function filterRows({ filter }: ShortConvolution): Rows {
  return filter.flatMap((a) => filter.map((b) => a.flatMap((x) => b.map((y) => x * y))))
}

function transposed(rows: Rows): Rows {
  return rows[0].map((_, column) => rows.map((row) => row[column]))
}

function matrix(emit: Emitter, rows: Rows): Value {
  const elements = Float32Array.from(rows.flat())
  return emit.graph.constant(elements, [rows.length, rows[0].length], 'float32')
}
