import { elementTypeNumber } from './encode.ts'
import type { Attributes, Graph, Value } from './graph.ts'
import {
  channelsFirst,
  inverse,
  isByPixels,
  isPlain,
  movesOnlyUnits,
  permutation,
  plainOrder,
  sameOrder,
  stored,
  type Order,
} from './order.ts'
import { permuteElements } from './permute.ts'
import type { PoolGradient } from './pool-gradient.ts'
import { bufferFor, type Traced, type TracedType } from './traced.ts'

/** Writes nodes for lowerings: brings traced tensors into the order an operator needs. */
export class Emitter {
  readonly graph: Graph
  /** The max-pool gradients made so far, by their value. */
  readonly poolGradients = new Map<Value, PoolGradient>()

  /** Whether only standard operators are written, one for each that is asked for. */
  readonly isPortable: boolean

  /** The inputs that hold the same at many runs. */
  readonly settled = new Set<Value>()
  readonly #isSettled = new Map<Value, boolean>()

  constructor(graph: Graph, isPortable = false) {
    this.graph = graph
    this.isPortable = isPortable
  }

  /** States that inputs hold the same at many runs. */
  settle(inputs: readonly Value[]): void {
    for (const input of inputs) this.settled.add(input)
  }

  /** Whether a value depends on constants and settled inputs alone. */
  isSettled(value: Value): boolean {
    const known = this.#isSettled.get(value)
    if (known !== undefined) return known
    const producer = this.graph.producerOf(value)
    const isSettled = producer
      ? producer.inputs.every((input) => this.isSettled(input))
      : this.settled.has(value) || !this.graph.inputs.includes(value)
    this.#isSettled.set(value, isSettled)
    return isSettled
  }

  /** The tensor as a graph value at its full size, stored in `order` (plain when left out). */
  value(traced: Traced, order: Order = plainOrder(traced.shape.length)): Value {
    const loose = this.loose(traced, order)
    return this.expand(loose, stored(traced.shape, order))
  }

  /** As `value`, but sizes may be 1 (or the value a scalar) where the consumer broadcasts. */
  loose(traced: Traced, order: Order = plainOrder(traced.shape.length)): Value {
    const { meaning, shape, dtype } = traced
    switch (meaning.kind) {
      case 'splat':
        return this.scalar(meaning.element, dtype)
      case 'known': {
        const elements = permuteElements(meaning.elements, shape, order)
        return this.graph.constant(elements, stored(shape, order), dtype)
      }
      case 'symbol':
        return this.#reorder(meaning.value, meaning.order, order)
    }
  }

  /** Between channels first and pixels first by way of NHWC, which blocks of channels are read from. */
  #reorder(value: Value, from: Order, to: Order): Value {
    const ends = [from, to]
    const isFar =
      ends.some((order) => sameOrder(order, channelsFirst)) &&
      ends.some((order) => isByPixels(order))
    if (!isFar) return this.transpose(value, permutation(from, to))
    const plain = plainOrder(from.length)
    const between = this.transpose(value, permutation(from, plain))
    return this.transpose(between, permutation(plain, to))
  }

  scalar(element: number, dtype: TracedType): Value {
    return this.graph.constant(bufferFor(dtype, [element]), [], dtype)
  }

  transpose(value: Value, perm: readonly number[]): Value {
    if (isPlain(perm)) return value
    const shape = stored(value.shape, perm)
    if (movesOnlyUnits(value.shape, perm)) return this.reshape(value, shape)
    const result = this.node('Transpose', [value], { perm }, shape, value)
    this.graph.remember('Transpose', [result], { perm: inverse(perm) }, value)
    return result
  }

  reshape(value: Value, shape: readonly number[]): Value {
    if (same(value.shape, shape)) return value
    const sizes = this.graph.integers(shape)
    const result = this.node('Reshape', [value, sizes], {}, shape, value)
    this.graph.remember('Reshape', [result, this.graph.integers(value.shape)], {}, value)
    return result
  }

  expand(value: Value, shape: readonly number[]): Value {
    if (same(value.shape, shape)) return value
    return this.node('Expand', [value, this.graph.integers(shape)], {}, shape, value)
  }

  cast(value: Value, type: Value['type']): Value {
    if (value.type === type) return value
    return this.node('Cast', [value], { to: elementTypeNumber(type) }, value.shape, { type })
  }

  /** Applies an operator whose result has the given stored shape and the element type of `like`. */
  node(
    type: string,
    inputs: readonly Value[],
    attributes: Attributes,
    shape: readonly number[],
    like: { readonly type: Value['type'] },
  ): Value {
    return this.graph.node(type, inputs, attributes, { shape, type: like.type })
  }
}

/** A traced tensor for a value stored in `order`. */
export function symbol(
  value: Value,
  shape: readonly number[],
  dtype: TracedType,
  order: Order = plainOrder(shape.length),
): Traced {
  return { shape, dtype, meaning: { kind: 'symbol', value, order } }
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis])
}
