import { symbol, type Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import {
  channelsFirst,
  elementCount,
  isPlain,
  movesOnlyUnits,
  permutation,
  plainOrder,
  raised,
  sameOrder,
  type Order,
} from '../order.ts'
import type { Traced, TracedType } from '../traced.ts'

/** Operands brought into one order; `shape` is what broadcasting their values gives, as stored. */
export interface Aligned {
  readonly values: Value[]
  readonly order: Order
  readonly shape: readonly number[]
}

/**
 * Brings operands of an elementwise operator with result `shape` into the order that moves the
 * fewest elements. Staying channels-first wins a tie, so that a chain from one convolution to the
 * next, forward or backward, is never transposed; a tensor first met in another order (the images)
 * is transposed once, because equal nodes are made once.
 */
export function align(
  emit: Emitter,
  operands: readonly Traced[],
  shape: readonly number[],
): Aligned {
  const rank = shape.length
  const seen = operands.map((operand) => raise(emit, operand, rank))
  const order = cheapestOrder(seen, rank)
  const values = seen.map((operand) => emit.loose(operand, order))
  return { values, order, shape: broadcastShape(values.map((value) => value.shape)) }
}

/** The tensor with leading axes of size 1 up to `rank`. */
function raise(emit: Emitter, traced: Traced, rank: number): Traced {
  const { meaning, dtype } = traced
  const added = rank - traced.shape.length
  if (added === 0 || meaning.kind === 'splat') return traced
  const ones = new Array<number>(added).fill(1)
  const shape = [...ones, ...traced.shape]
  if (meaning.kind === 'known') return { ...traced, shape }
  const value = emit.reshape(meaning.value, [...ones, ...meaning.value.shape])
  return symbol(value, shape, dtype, raised(meaning.order, rank))
}

/** The tensor seen at a larger shape; nothing is copied until a consumer insists. */
export function broadcastTo(emit: Emitter, traced: Traced, shape: readonly number[]): Traced {
  return { ...raise(emit, traced, shape.length), shape }
}

function cheapestOrder(operands: readonly Traced[], rank: number): Order {
  const symbols = operands.flatMap(({ meaning }) => (meaning.kind === 'symbol' ? [meaning] : []))
  const candidates = symbols.map(({ order }) => order).sort((a, b) => preference(a) - preference(b))
  const cost = (to: Order): number =>
    symbols
      .filter(({ value, order }) => !movesOnlyUnits(value.shape, permutation(order, to)))
      .reduce((sum, { value }) => sum + elementCount(value.shape), 0)
  const [first, ...others] = candidates
  if (first === undefined) return plainOrder(rank)
  return others.reduce((best, order) => (cost(order) < cost(best) ? order : best), first)
}

function preference(order: Order): number {
  if (sameOrder(order, channelsFirst)) return 0
  return isPlain(order) ? 1 : 2
}

/** Right-aligned broadcasting of stored shapes. */
function broadcastShape(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length))
  return plainOrder(rank).map((axis) =>
    shapes.reduce((size, shape) => {
      const other = shape[axis - rank + shape.length] ?? 1
      return size === 1 ? other : size
    }, 1),
  )
}

/** The result of an elementwise operator on aligned operands. */
export function aligned(
  value: Value,
  { order }: Aligned,
  shape: readonly number[],
  dtype: TracedType,
): Traced {
  return symbol(value, shape, dtype, order)
}
