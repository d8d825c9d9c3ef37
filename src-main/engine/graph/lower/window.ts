import { slice_util, util } from '@tensorflow/tfjs'
import { symbol, type Emitter } from '../emitter.ts'
import { plainOrder, positionOf, sizeAt, stored, type Order } from '../order.ts'
import type { Traced } from '../traced.ts'
import { reshape } from './shape.ts'
import { attributesAs, type Family, type Lowering } from './lowering.ts'

function orderOf({ meaning, shape }: Traced): Order {
  return meaning.kind === 'symbol' ? meaning.order : plainOrder(shape.length)
}

interface Window {
  readonly begin: readonly number[]
  /** One past the last element taken, in the direction of the stride. */
  readonly end: readonly number[]
  readonly strides: readonly number[]
  readonly shape: readonly number[]
}

/** Past the first element, for a window that runs backwards to it: ONNX reads −1 as the last. */
const beforeFirst = -(2 ** 31)

function cut(emit: Emitter, x: Traced, window: Window): Traced {
  const order = orderOf(x)
  const value = emit.value(x, order)
  const axes = plainOrder(x.shape.length).filter((axis) => {
    const whole = sizeAt(window.shape, axis) === sizeAt(x.shape, axis)
    return !whole || sizeAt(window.strides, axis) !== 1
  })
  if (axes.length === 0) return x
  const list = (of: readonly number[]) => emit.graph.integers(axes.map((axis) => sizeAt(of, axis)))
  const end = window.end.map((each, axis) =>
    each < 0 && sizeAt(window.strides, axis) < 0 ? beforeFirst : each,
  )
  const where = emit.graph.integers(axes.map((axis) => positionOf(order, axis)))
  const operands = [value, list(window.begin), list(end), where, list(window.strides)]
  const cutOut = emit.node('Slice', operands, {}, stored(window.shape, order), value)
  return symbol(cutOut, window.shape, x.dtype, order)
}

const slice: Lowering = (emit, inputs, attributes) => {
  const x = inputs.get('x')
  const { begin, size } = attributesAs<{ begin: number[]; size: number[] }>(attributes)
  const whole = { shape: [...x.shape] } as Parameters<typeof slice_util.parseSliceParams>[0]
  const [first = [], sizes = []] = slice_util.parseSliceParams(whole, begin, size)
  slice_util.assertParamsValid(whole, first, sizes)
  const end = first.map((each, axis) => each + sizeAt(sizes, axis))
  return cut(emit, x, { begin: first, end, strides: first.map(() => 1), shape: sizes })
}

const stridedSlice: Lowering = (emit, inputs, attributes) => {
  const x = inputs.get('x')
  const spec = attributesAs<{
    begin: number[]
    end: number[]
    strides: number[]
    beginMask: number
    endMask: number
    ellipsisMask: number
    newAxisMask: number
    shrinkAxisMask: number
  }>(attributes)
  const { begin, end, strides, finalShape, finalShapeSparse } = slice_util.sliceInfo(
    [...x.shape],
    spec.begin,
    spec.end,
    spec.strides,
    spec.beginMask,
    spec.endMask,
    spec.ellipsisMask,
    spec.newAxisMask,
    spec.shrinkAxisMask,
  )
  const shape = begin.map((from, axis) => {
    const span = (sizeAt(end, axis) - from) / sizeAt(strides, axis)
    return Math.max(0, Math.ceil(span))
  })
  const taken = cut(emit, x, { begin, end, strides, shape })
  return finalShape.length === finalShapeSparse.length && shape.join() === finalShape.join()
    ? taken
    : reshape(emit, taken, finalShape)
}

/** Both ends of every axis grown; ONNX lists all starts, then all ends. */
function grown(emit: Emitter, x: Traced, paddings: readonly [number, number][]) {
  const order = orderOf(x)
  const ends = order.map((axis) => paddings[axis] ?? [0, 0])
  const pads = emit.graph.integers([...ends.map(([low]) => low), ...ends.map(([, high]) => high)])
  const shape = x.shape.map((size, axis) => {
    const [low, high] = paddings[axis] ?? [0, 0]
    return size + low + high
  })
  return { order, pads, shape, value: emit.value(x, order) }
}

const pad: Lowering = (emit, inputs, attributes) => {
  const x = inputs.get('x')
  const { paddings, constantValue } = attributesAs<{
    paddings: [number, number][]
    constantValue: number
  }>(attributes)
  const { order, pads, shape, value } = grown(emit, x, paddings)
  const number = value.type === 'bool' ? emit.cast(value, 'int32') : value
  const fill = emit.scalar(constantValue, number.type === 'float32' ? 'float32' : 'int32')
  const padded = emit.node('Pad', [number, pads, fill], {}, stored(shape, order), number)
  return symbol(emit.cast(padded, x.dtype), shape, x.dtype, order)
}

/** ONNX 'reflect' is tfjs's; 'symmetric' repeats the edge, so it is built from reversed slices. */
const mirrorPad: Lowering = (emit, inputs, attributes) => {
  const x = inputs.get('x')
  const { paddings, mode } = attributesAs<{
    paddings: [number, number][]
    mode: 'reflect' | 'symmetric'
  }>(attributes)
  if (mode === 'symmetric') {
    return paddings.reduce((grownSoFar, ends, axis) => mirror(emit, grownSoFar, axis, ends), x)
  }
  const { order, pads, shape, value } = grown(emit, x, paddings)
  const padded = emit.node('Pad', [value, pads], { mode }, stored(shape, order), value)
  return symbol(padded, shape, x.dtype, order)
}

function mirror(emit: Emitter, x: Traced, axis: number, ends: readonly [number, number]): Traced {
  const order = orderOf(x)
  const at = emit.graph.integers([positionOf(order, axis)])
  const value = emit.value(x, order)
  const size = sizeAt(x.shape, axis)
  const [low, high] = ends
  const reversed = (from: number, to: number, count: number) => {
    const [start, end] = [emit.graph.integers([from]), emit.graph.integers([to])]
    const operands = [value, start, end, at, emit.graph.integers([-1])]
    return emit.node('Slice', operands, {}, stored(x.shape.with(axis, count), order), value)
  }
  const before = low > 0 ? [reversed(low - 1, beforeFirst, low)] : []
  const last = size - high - 1
  const after = high > 0 ? [reversed(size - 1, last < 0 ? beforeFirst : last, high)] : []
  if (before.length + after.length === 0) return x
  const shape = x.shape.with(axis, size + low + high)
  const attribute = { axis: positionOf(order, axis) }
  const parts = [...before, value, ...after]
  return symbol(
    emit.node('Concat', parts, attribute, stored(shape, order), value),
    shape,
    x.dtype,
    order,
  )
}

const reverse: Lowering = (emit, inputs, attributes) => {
  const x = inputs.get('x')
  const { dims } = attributesAs<{ dims: number | number[] }>(attributes)
  const axes = util.parseAxisParam(dims, [...x.shape])
  const at = (inside: number, outside: number) =>
    x.shape.map((_, axis) => (axes.includes(axis) ? inside : outside))
  const begin = x.shape.map((size, axis) => (axes.includes(axis) ? size - 1 : 0))
  const end = x.shape.map((size, axis) => (axes.includes(axis) ? -1 : size))
  return cut(emit, x, { begin, end, strides: at(-1, 1), shape: x.shape })
}

/** Kernels that take windows of a tensor or grow it. */
export const windows: Family = {
  Slice: slice,
  StridedSlice: stridedSlice,
  PadV2: pad,
  MirrorPad: mirrorPad,
  Reverse: reverse,
}
