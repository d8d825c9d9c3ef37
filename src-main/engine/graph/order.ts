/**
 * The order in which a tensor's axes lie in memory: `order[p]` is the logical axis stored at
 * position p. A tensor with logical shape NHWC kept channels-first has order [0, 3, 1, 2].
 * Transposing a traced tensor only changes its order; nodes are made when an operator insists.
 */
export type Order = readonly number[]

/** NHWC tensors stored as NCHW, as ONNX convolutions and pools want them. */
export const channelsFirst: Order = [0, 3, 1, 2]

/** NHWC tensors stored as HWNC, as convolutions by fewer products want them. */
export const pixelsFirst: Order = [1, 2, 0, 3]

/** NHWC tensors stored as HWCN: the same, for products whose left side is a constant filter. */
export const batchLast: Order = [1, 2, 3, 0]

export function sameOrder(a: Order, b: Order): boolean {
  return a.length === b.length && a.every((axis, position) => axis === b[position])
}

/** Whether a pixel of all images and channels lies together. */
export function isByPixels(order: Order): boolean {
  return [pixelsFirst, batchLast].some((each) => sameOrder(each, order))
}

export function plainOrder(rank: number): Order {
  return Array.from({ length: rank }, (_, axis) => axis)
}

export function isPlain(order: Order): boolean {
  return order.every((axis, position) => axis === position)
}

/** The sizes as stored. */
export function stored(shape: readonly number[], order: Order): number[] {
  return order.map((axis) => sizeAt(shape, axis))
}

/** The position at which a logical axis is stored. */
export function positionOf(order: Order, axis: number): number {
  return order.indexOf(axis)
}

/** The `perm` of a Transpose node that turns storage in `from` into storage in `to`. */
export function permutation(from: Order, to: Order): number[] {
  return to.map((axis) => from.indexOf(axis))
}

export function inverse(perm: readonly number[]): number[] {
  const result = new Array<number>(perm.length).fill(0)
  perm.forEach((from, to) => {
    result[from] = to
  })
  return result
}

/** Whether a permutation moves only axes of size one, so that a Reshape does it without a copy. */
export function movesOnlyUnits(shape: readonly number[], perm: readonly number[]): boolean {
  const long = perm.filter((axis) => sizeAt(shape, axis) !== 1)
  return long.every((axis, i) => i === 0 || axis > (long[i - 1] ?? -1))
}

/** The order after axes are taken away, with those left renumbered. */
export function withoutAxes(order: Order, axes: readonly number[]): Order {
  const left = plainOrder(order.length).filter((axis) => !axes.includes(axis))
  return order.filter((axis) => !axes.includes(axis)).map((axis) => left.indexOf(axis))
}

/** The order of a tensor seen with leading axes of size one, as broadcasting sees it. */
export function raised(order: Order, rank: number): Order {
  const added = rank - order.length
  return [...plainOrder(added), ...order.map((axis) => axis + added)]
}

export function sizeAt(shape: readonly number[], axis: number): number {
  const size = shape[axis]
  if (size === undefined) throw new RangeError(`shape [${shape.join()}] has no axis ${axis}`)
  return size
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}
