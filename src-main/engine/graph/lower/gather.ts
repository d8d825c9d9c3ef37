import { symbol, type Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { elementCount, sizeAt } from '../order.ts'
import type { Traced } from '../traced.ts'
import { attributesAs, type Family, type Lowering } from './lowering.ts'

/** Indices may arrive as float32; ONNX wants integers. */
function indexValue(emit: Emitter, indices: Traced): Value {
  return emit.cast(emit.value(indices), 'int32')
}

const gather: Lowering = (emit, inputs, attributes) => {
  const [x, indices] = [inputs.get('x'), inputs.get('indices')]
  const { axis, batchDims } = attributesAs<{ axis: number; batchDims: number }>(attributes)
  const from = axis < 0 ? axis + x.shape.length : axis
  const tail = indices.shape.slice(batchDims)
  const shape = [...x.shape.slice(0, from), ...tail, ...x.shape.slice(from + 1)]
  if (batchDims > 0) return gatherInBatches(emit, x, indices, from, batchDims, shape)
  if (elementCount(x.shape) === sizeAt(x.shape, from)) return pickElements(emit, x, indices, shape)
  const operands = [emit.value(x), indexValue(emit, indices)]
  const value = emit.node('Gather', operands, { axis: from }, shape, { type: x.dtype })
  return symbol(value, shape, x.dtype)
}

/**
 * Single elements out of a list: GatherElements copies them one by one where Gather calls memcpy for
 * each (50,176 of them, one thread: 0.04 ms against 0.43).
 */
function pickElements(emit: Emitter, x: Traced, indices: Traced, shape: readonly number[]): Traced {
  const list = emit.reshape(emit.value(x), [elementCount(x.shape)])
  const count = elementCount(indices.shape)
  const operands = [list, emit.reshape(indexValue(emit, indices), [count])]
  const taken = emit.node('GatherElements', operands, { axis: 0 }, [count], list)
  return symbol(emit.reshape(taken, shape), shape, x.dtype)
}

/**
 * Rows gathered within each batch: batch b's rows start at b · rows of the tensor seen as one list,
 * so that a single Gather does it. Only for axis = batchDims, which is what tfjs's callers use.
 */
function gatherInBatches(
  emit: Emitter,
  x: Traced,
  indices: Traced,
  axis: number,
  batchDims: number,
  shape: readonly number[],
): Traced {
  if (axis !== batchDims) throw new Error(`a gather of axis ${axis} in ${batchDims} batch axes`)
  const batches = elementCount(x.shape.slice(0, axis))
  const rows = sizeAt(x.shape, axis)
  const rest = x.shape.slice(axis + 1)
  const list = emit.reshape(emit.value(x), [batches * rows, ...rest])
  const count = elementCount(indices.shape.slice(batchDims))
  const local = emit.reshape(indexValue(emit, indices), [batches, count])
  const starts = Int32Array.from({ length: batches }, (_, batch) => batch * rows)
  const offsets = emit.graph.constant(starts, [batches, 1], 'int32')
  const all = emit.node('Add', [local, offsets], {}, [batches, count], local)
  const flat = emit.reshape(all, [batches * count])
  const taken = emit.node('Gather', [list, flat], { axis: 0 }, [batches * count, ...rest], list)
  return symbol(emit.reshape(taken, shape), shape, x.dtype)
}

/**
 * Sums the slices of x that share a segment id into the row of that id. ScatterElements adds one
 * element after the other, in order, so that equal inputs give equal bits (ScatterND races).
 */
const unsortedSegmentSum: Lowering = (emit, inputs, attributes) => {
  const [x, ids] = [inputs.get('x'), inputs.get('segmentIds')]
  const { numSegments } = attributesAs<{ numSegments: number }>(attributes)
  const rest = x.shape.slice(ids.shape.length)
  const [count, width] = [elementCount(ids.shape), elementCount(rest)]
  const updates = emit.reshape(emit.value(x), [count, width])
  const rows = emit.expand(emit.reshape(indexValue(emit, ids), [count, 1]), [count, width])
  const zeros = emit.expand(emit.scalar(0, x.dtype), [numSegments, width])
  const attribute = { axis: 0, reduction: 'add' }
  const operands = [zeros, rows, updates]
  const sums = emit.node('ScatterElements', operands, attribute, [numSegments, width], updates)
  const shape = [numSegments, ...rest]
  return symbol(emit.reshape(sums, shape), shape, x.dtype)
}

const oneHot: Lowering = (emit, inputs, attributes) => {
  const indices = inputs.get('indices')
  const { depth, onValue, offValue, dtype } = attributesAs<{
    depth: number
    onValue: number
    offValue: number
    dtype?: Traced['dtype']
  }>(attributes)
  const type = dtype ?? 'int32'
  const shape = [...indices.shape, depth]
  const column = emit.reshape(indexValue(emit, indices), [...indices.shape, 1])
  const classes = emit.graph.constant(
    Int32Array.from({ length: depth }, (_, i) => i),
    [depth],
    'int32',
  )
  const hit = emit.node('Equal', [column, classes], {}, shape, { type: 'bool' })
  const branches = [emit.scalar(onValue, 'float32'), emit.scalar(offValue, 'float32')]
  const value = emit.node('Where', [hit, ...branches], {}, shape, { type: 'float32' })
  return symbol(emit.cast(value, type), shape, type)
}

const gatherNd: Lowering = (emit, inputs) => {
  const [params, indices] = [inputs.get('params'), inputs.get('indices')]
  const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(indices.shape.at(-1) ?? 0)]
  const where = emit.cast(emit.value(indices), 'int64')
  const value = emit.node('GatherND', [emit.value(params), where], {}, shape, {
    type: params.dtype,
  })
  return symbol(value, shape, params.dtype)
}

/** Kernels that pick by index, and the sums that undo them. */
export const gathers: Family = {
  GatherV2: gather,
  GatherNd: gatherNd,
  UnsortedSegmentSum: unsortedSegmentSum,
  OneHot: oneHot,
}
