import { backend_util, util } from '@tensorflow/tfjs'
import { symbol, type Emitter } from '../emitter.ts'
import { isPlain, plainOrder, positionOf, sizeAt, type Order } from '../order.ts'
import { permuteElements } from '../permute.ts'
import type { Traced } from '../traced.ts'
import { broadcastTo } from './broadcast.ts'
import { attributesAs, type Family, type Lowering } from './lowering.ts'

/** The tensor at another shape of as many elements. */
export function reshape(emit: Emitter, x: Traced, shape: readonly number[]): Traced {
  const { meaning, dtype } = x
  if (meaning.kind !== 'symbol') return { ...x, shape }
  const moved = isPlain(meaning.order) ? undefined : sameLongAxes(x.shape, shape, meaning.order)
  if (moved === undefined) return symbol(emit.reshape(emit.value(x), shape), shape, dtype)
  const sizes = moved.map((axis) => sizeAt(shape, axis))
  return symbol(emit.reshape(emit.value(x, meaning.order), sizes), shape, dtype, moved)
}

/** The order after a reshape that only adds or removes axes of size 1; nothing for any other. */
function sameLongAxes(
  from: readonly number[],
  to: readonly number[],
  order: Order,
): Order | undefined {
  const long = (shape: readonly number[]): number[] =>
    plainOrder(shape.length).filter((axis) => shape[axis] !== 1)
  const [before, after] = [long(from), long(to)]
  if (before.map((axis) => from[axis]).join() !== after.map((axis) => to[axis]).join()) return
  const units = plainOrder(to.length).filter((axis) => to[axis] === 1)
  const moved = order
    .filter((axis) => before.includes(axis))
    .map((axis) => sizeAt(after, before.indexOf(axis)))
  return [...units, ...moved]
}

const reshapeKernel: Lowering = (emit, inputs, attributes) => {
  const x = inputs.get('x')
  const { shape } = attributesAs<{ shape: number[] }>(attributes)
  const size = util.sizeFromShape([...x.shape])
  return reshape(emit, x, util.inferFromImplicitShape(shape, size))
}

const expandDims: Lowering = (emit, inputs, attributes) => {
  const input = inputs.get('input')
  const { dim } = attributesAs<{ dim: number }>(attributes)
  const at = dim < 0 ? dim + input.shape.length + 1 : dim
  return reshape(emit, input, input.shape.toSpliced(at, 0, 1))
}

/** Only the order changes: no node is made until an operator needs another one. */
const transpose: Lowering = (_, inputs, attributes) => {
  const x = inputs.get('x')
  const { perm } = attributesAs<{ perm: number[] }>(attributes)
  const shape = perm.map((axis) => sizeAt(x.shape, axis))
  const { meaning } = x
  if (meaning.kind === 'splat') return { ...x, shape }
  if (meaning.kind === 'known') {
    const elements = permuteElements(meaning.elements, x.shape, perm)
    return { ...x, shape, meaning: { kind: 'known', elements } }
  }
  const order = meaning.order.map((axis) => perm.indexOf(axis))
  return { ...x, shape, meaning: { ...meaning, order } }
}

const tile: Lowering = (emit, inputs, attributes) => {
  const x = inputs.get('x')
  const { reps } = attributesAs<{ reps: number[] }>(attributes)
  const shape = x.shape.map((size, axis) => size * sizeAt(reps, axis))
  const broadcasts = x.shape.every((size, axis) => size === 1 || reps[axis] === 1)
  if (broadcasts) return broadcastTo(emit, x, shape)
  const value = emit.value(x)
  const counts = emit.graph.integers(reps)
  return symbol(emit.node('Tile', [value, counts], {}, shape, value), shape, x.dtype)
}

/**
 * Joins tensors along an axis, in the order most of them are in.
 * @throws Error of tfjs where they differ along another axis.
 */
export function concat(emit: Emitter, parts: readonly Traced[], axis: number): Traced {
  const first = parts.find(({ meaning }) => meaning.kind === 'symbol') ?? parts[0]
  if (first === undefined) throw new Error('a concatenation has parts')
  backend_util.assertParamsConsistent(
    parts.map((part) => [...part.shape]),
    axis,
  )
  const order =
    first.meaning.kind === 'symbol' ? first.meaning.order : plainOrder(first.shape.length)
  const size = parts.reduce((sum, { shape }) => sum + sizeAt(shape, axis), 0)
  const shape = first.shape.with(axis, size)
  const values = parts.map((part) => emit.value(part, order))
  const sizes = order.map((each) => sizeAt(shape, each))
  const attribute = { axis: positionOf(order, axis) }
  const value = emit.node('Concat', values, attribute, sizes, { type: first.dtype })
  return symbol(value, shape, first.dtype, order)
}

const concatKernel: Lowering = (emit, inputs, attributes) => {
  const { axis } = attributesAs<{ axis: number }>(attributes)
  const parts = inputs.list.filter(({ shape }) => util.sizeFromShape([...shape]) > 0)
  const [along] = util.parseAxisParam(axis, [...(parts[0]?.shape ?? [])])
  const [only] = parts
  return parts.length === 1 && only ? only : concat(emit, parts, along ?? 0)
}

const pack: Lowering = (emit, inputs, attributes) => {
  const { axis } = attributesAs<{ axis: number }>(attributes)
  const parts = inputs.list.map((part) => {
    const at = axis < 0 ? axis + part.shape.length + 1 : axis
    return { part: reshape(emit, part, part.shape.toSpliced(at, 0, 1)), at }
  })
  const at = parts[0]?.at ?? 0
  return concat(
    emit,
    parts.map(({ part }) => part),
    at,
  )
}

/** Cuts a tensor into pieces of the given sizes along an axis. */
function split(emit: Emitter, x: Traced, sizes: readonly number[], axis: number): Traced[] {
  const order = x.meaning.kind === 'symbol' ? x.meaning.order : plainOrder(x.shape.length)
  const value = emit.value(x, order)
  const shapes = sizes.map((size) => x.shape.with(axis, size))
  const results = shapes.map((shape) => ({
    shape: order.map((each) => sizeAt(shape, each)),
    type: value.type,
  }))
  const attribute = { axis: positionOf(order, axis) }
  const values = emit.graph.apply('Split', [value, emit.graph.integers(sizes)], attribute, results)
  return values.map((piece, i) => symbol(piece, shapes[i] ?? [], x.dtype, order))
}

const splitKernel: Lowering = (emit, inputs, attributes) => {
  const x = inputs.get('x')
  const { numOrSizeSplits, axis } = attributesAs<{
    numOrSizeSplits: number | number[]
    axis: number
  }>(attributes)
  const [along = 0] = util.parseAxisParam(axis, [...x.shape])
  const size = sizeAt(x.shape, along)
  if (typeof numOrSizeSplits === 'number') {
    const equal = new Array<number>(numOrSizeSplits).fill(size / numOrSizeSplits)
    return split(emit, x, equal, along)
  }
  const rest = size - numOrSizeSplits.filter((each) => each >= 0).reduce((a, b) => a + b, 0)
  return split(
    emit,
    x,
    numOrSizeSplits.map((each) => (each < 0 ? rest : each)),
    along,
  )
}

const unpack: Lowering = (emit, inputs, attributes) => {
  const value = inputs.get('value')
  const { axis } = attributesAs<{ axis: number }>(attributes)
  const [along = 0] = util.parseAxisParam(axis, [...value.shape])
  const ones = new Array<number>(sizeAt(value.shape, along)).fill(1)
  const shape = value.shape.toSpliced(along, 1)
  return split(emit, value, ones, along).map((piece) => reshape(emit, piece, shape))
}

/** Kernels that rearrange elements without computing. */
export const shapes: Family = {
  Reshape: reshapeKernel,
  ExpandDims: expandDims,
  Transpose: transpose,
  Tile: tile,
  Concat: concatKernel,
  Pack: pack,
  SplitV: splitKernel,
  Unpack: unpack,
}
