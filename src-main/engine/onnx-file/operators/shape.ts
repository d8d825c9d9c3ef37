import * as tf from '@tensorflow/tfjs'
import {
  asImage,
  channelsLast,
  inOrder,
  like,
  plain,
  shapeOf,
  storedAxis,
  type Activation,
} from '../import/activation.ts'
import type { Call, Operator, Operators } from '../import/call.ts'

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1)

const same: Operator = (call) => call.operand(0)

/**
 * Reshape. A file that was exported for a fixed number of images often names that number; the number
 * of this pass belongs there.
 */
const reshape: Operator = (call) => {
  const x = call.operand(0)
  const sizes = shapeOf(x)
  const keepsZero = call.number('allowzero', 0) !== 0
  const wanted = call
    .integers(1)
    .map((size, axis) => (size === 0 && !keepsZero ? sizes[axis] : size))
  const { batch, fixedBatch } = call.around
  if (call.isOfImages(0) && wanted[0] === fixedBatch && sizes[0] === batch) wanted[0] = batch
  if (wanted.every((size) => size >= 0) && product(wanted) !== product(sizes))
    throw call.refusal(misfit(sizes, wanted, fixedBatch))
  return plain(tf.reshape(inOrder(x), wanted))
}

function misfit(from: number[], to: number[], fixedBatch: number | undefined): string {
  const sizes = `makes [${to.join(', ')}] of [${from.join(', ')}]`
  if (fixedBatch === undefined) return sizes
  return `${sizes}: the file is for batches of ${fixedBatch}; export it for any batch (dynamic_axes)`
}

const flatten: Operator = (call) => {
  const sizes = shapeOf(call.operand(0))
  const given = call.number('axis', 1)
  const axis = given === sizes.length ? given : call.axis(given, sizes.length)
  const rows = product(sizes.slice(0, axis))
  return plain(tf.reshape(inOrder(call.operand(0)), [rows, product(sizes.slice(axis))]))
}

const transpose: Operator = (call) => {
  const x = call.operand(0)
  const { rank } = x.tensor
  const perm = call.list('perm') ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis)
  // Between the two orders of an image, only how its axes are counted changes.
  if (perm.join() === '0,3,1,2' && !x.isChannelsLast) return channelsLast(x.tensor)
  if (perm.join() === '0,2,3,1' && x.isChannelsLast) return plain(x.tensor)
  return plain(tf.transpose(inOrder(x), perm))
}

/** Axes by attribute, and from opset 13 on by operand. */
function axesOf(call: Call, rank: number): number[] | undefined {
  const given = call.opset < 13 ? call.list('axes') : call.optional(1) && call.integers(1)
  return given?.map((axis) => call.axis(axis, rank))
}

const squeeze: Operator = (call) => {
  const x = call.operand(0)
  const sizes = shapeOf(x)
  const single = sizes.flatMap((size, axis) => (size === 1 ? [axis] : []))
  // Without axes every axis of size 1 goes; that of a batch that happens to be 1 must not.
  const axes =
    axesOf(call, sizes.length) ?? single.filter((axis) => axis > 0 || !call.isOfImages(0))
  const odd = axes.find((axis) => sizes[axis] !== 1)
  if (odd !== undefined) throw call.refusal(`takes away axis ${odd}, whose size is ${sizes[odd]}`)
  return plain(
    tf.reshape(
      inOrder(x),
      sizes.filter((_, axis) => !axes.includes(axis)),
    ),
  )
}

const unsqueeze: Operator = (call) => {
  const x = call.operand(0)
  const sizes = shapeOf(x)
  const count = (call.opset < 13 ? call.list('axes') : call.integers(1))?.length ?? 0
  const axes = axesOf(call, sizes.length + count) ?? []
  const shape = [...sizes]
  for (const axis of axes.sort((a, b) => a - b)) shape.splice(axis, 0, 1)
  return plain(tf.reshape(inOrder(x), shape))
}

const concat: Operator = (call) => {
  const { operands } = call
  const [first] = operands
  const axis = call.axis(call.number('axis', 1), first.tensor.rank)
  const isImages = operands.some((each) => each.isChannelsLast)
  if (!isImages) return plain(tf.concat(operands.map(inOrder), axis))
  if (operands.some(({ tensor }) => tensor.rank !== 4)) throw call.refusal('joins maps and others')
  const stored = storedAxis(channelsLast(first.tensor), axis)
  return channelsLast(tf.concat(operands.map(asImage), stored))
}

/** Sizes of the parts along an axis: by attribute, by operand from opset 13, or equal. */
const split: Operator = (call) => {
  const x = call.operand(0)
  const sizes = shapeOf(x)
  const axis = call.axis(call.number('axis', 0), sizes.length)
  const count = call.node.outputs.length
  const given = call.opset < 13 ? call.list('split') : call.optional(1) && call.integers(1)
  const share = Math.ceil(sizes[axis] / count)
  const equal = Array.from({ length: count }, (_, i) => Math.min(share, sizes[axis] - i * share))
  const stored = storedAxis(x, axis)
  let from = 0
  return (given ?? equal).map((size): Activation => {
    const begin = x.tensor.shape.map((_, each) => (each === stored ? from : 0))
    from += size
    return like(x, tf.slice(x.tensor, begin, x.tensor.shape.with(stored, size)))
  })
}

const expand: Operator = (call) => {
  const x = inOrder(call.operand(0))
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(x.shape, call.integers(1))
  call.checkSize(shape)
  return plain(tf.broadcastTo(x, shape))
}

const constantOfShape: Operator = (call) => {
  const shape = call.integers(0)
  call.checkSize(shape)
  const value = call.node.attributes.get('value')
  const isTensor = typeof value === 'object' && 'elements' in value
  const [element, dtype] = isTensor ? [value.elements[0], value.dtype] : [0, 'float32' as const]
  return plain(tf.fill(shape, element, dtype))
}

const shapeOperator: Operator = (call) => {
  const sizes = shapeOf(call.operand(0))
  const part = sizes.slice(call.number('start', 0), call.number('end', sizes.length))
  return plain(tf.tensor1d(part, 'int32'))
}

/** Numbers of TensorProto.DataType. */
const castTypes: Readonly<Record<number, 'float32' | 'int32'>> = {
  1: 'float32',
  6: 'int32',
  7: 'int32',
}

const cast: Operator = (call) => {
  const type = castTypes[call.number('to', 1)]
  if (type === undefined) throw call.refusal('casts to a type other than float32, int32 and int64')
  const x = call.operand(0)
  return { tensor: tf.cast(x.tensor, type), isChannelsLast: x.isChannelsLast }
}

const dropout: Operator = (call) => {
  if (call.optional(2) !== undefined && call.scalar(2) !== 0)
    throw call.refusal('was exported in training mode; export the model in inference mode (eval)')
  return call.operand(0)
}

/** Operators that move numbers without changing them. */
export const shapes: Operators = {
  Identity: same,
  Dropout: dropout,
  Reshape: reshape,
  Flatten: flatten,
  Transpose: transpose,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Concat: concat,
  Split: split,
  Expand: expand,
  Shape: shapeOperator,
  ConstantOfShape: constantOfShape,
  Cast: cast,
}
