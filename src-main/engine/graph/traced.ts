import type { Buffer } from '../compiler.ts'
import type { Value } from './graph.ts'
import { elementCount, type Order } from './order.ts'

export type TracedType = 'float32' | 'int32' | 'bool'

/**
 * What a tensor stands for while a program is traced:
 * - `known`: every element is a constant, in plain order;
 * - `splat`: one constant everywhere (scalars, zeros, ones), never stored at full size;
 * - `symbol`: a value of the graph, stored in `order`. A stored size of 1 where the logical size is
 *   larger is a broadcast that has not been carried out: most consumers broadcast by themselves.
 */
export type Meaning =
  | { readonly kind: 'known'; readonly elements: Buffer }
  | { readonly kind: 'splat'; readonly element: number }
  | { readonly kind: 'symbol'; readonly value: Value; readonly order: Order }

/** A traced tensor: its logical (NHWC) shape and what it stands for. */
export interface Traced {
  readonly shape: readonly number[]
  readonly dtype: TracedType
  readonly meaning: Meaning
}

/** A constant of these elements in plain order; a splat when they are all the same. */
export function known(elements: Buffer, shape: readonly number[], dtype: TracedType): Traced {
  const [first] = elements
  const isUniform = elements.length > 0 && elements.every((each) => Object.is(each, first))
  if (isUniform) return splat(first, shape, dtype)
  return { shape, dtype, meaning: { kind: 'known', elements } }
}

export function splat(element: number, shape: readonly number[], dtype: TracedType): Traced {
  const [exact] = bufferFor(dtype, [element])
  return { shape, dtype, meaning: { kind: 'splat', element: exact ?? element } }
}

/** The elements of a traced tensor in plain order, or nothing when only a run will tell them. */
export function elementsOf(traced: Traced): Buffer | undefined {
  const { meaning, dtype } = traced
  if (meaning.kind === 'known') return meaning.elements
  if (meaning.kind === 'symbol') return undefined
  return bufferFor(dtype, new Array<number>(elementCount(traced.shape)).fill(meaning.element))
}

/** Numbers as the buffer of an element type. */
export function bufferFor(dtype: TracedType, numbers: ArrayLike<number>): Buffer {
  if (dtype === 'float32') return Float32Array.from(numbers)
  return dtype === 'int32' ? Int32Array.from(numbers) : Uint8Array.from(numbers)
}
