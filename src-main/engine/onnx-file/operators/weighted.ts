import * as tf from '@tensorflow/tfjs'
import { asImage, channelsLast, inOrder, like, plain } from '../import/activation.ts'
import type { Call, Operator, Operators } from '../import/call.ts'
import { both, explicit, windowOf, type Window } from './window.ts'

/**
 * Conv. Its filter has been made ready when the file was read (`import/filters.ts`); one that other
 * nodes compute is transposed here, and then groups and dilations are refused.
 */
const conv: Operator = (call) => {
  const image = asImage(call.image(0))
  const filter = filterOf(call)
  const [rows, columns, into] = filter.shape
  if (into !== image.shape[3])
    throw call.refusal(`wants ${into} channels and is given ${image.shape[3]}`)
  const window = windowOf(call, [rows, columns], [image.shape[1], image.shape[2]])
  const { padded, before, after } = within(image, window)
  const map = tf.conv2d(padded, filter, window.strides, explicit(before, after))
  const bias = call.optional(2)
  return channelsLast(bias === undefined ? map : tf.add(map, inOrder(bias)))
}

function filterOf(call: Call): tf.Tensor4D {
  const filter = call.operand(1)
  if (filter.tensor.rank !== 4)
    throw call.refusal(`has a filter of ${filter.tensor.rank} axes; convolutions of images have 4`)
  if (call.around.filters.has(call.node.inputs[1])) return filter.tensor as tf.Tensor4D
  const isPlain =
    call.number('group', 1) === 1 && call.sizes('dilations', 2, 1, 1).every((each) => each === 1)
  if (!isPlain)
    throw call.refusal(
      'has groups or dilations and a filter that is computed; fold it into a weight',
    )
  return tf.transpose(inOrder(filter), [2, 3, 1, 0]) as tf.Tensor4D
}

/** Padding beyond the kernel sees only zeros: its gradient would pad by less than nothing. */
function within(
  image: tf.Tensor4D,
  { kernel, before, after }: Window,
): { padded: tf.Tensor4D } & Pick<Window, 'before' | 'after'> {
  const excess = (pads: Window['before']) =>
    both((side) => Math.max(pads[side] - kernel[side] + 1, 0))
  const [early, late] = [excess(before), excess(after)]
  if ([...early, ...late].every((each) => each === 0)) return { padded: image, before, after }
  return {
    padded: tf.pad(image, [
      [0, 0],
      [early[0], late[0]],
      [early[1], late[1]],
      [0, 0],
    ]),
    before: both((side) => before[side] - early[side]),
    after: both((side) => after[side] - late[side]),
  }
}

/** BatchNormalization by the statistics in the file. */
const batchNormalization: Operator = (call) => {
  if (call.opset >= 14 && call.number('training_mode', 0) !== 0)
    throw call.refusal('was exported in training mode; export the model in inference mode (eval)')
  const x = call.operand(0)
  const [scale, offset, mean, variance] = [1, 2, 3, 4].map((i) => inOrder(call.operand(i)))
  const factor = tf.mul(scale, tf.rsqrt(tf.add(variance, call.number('epsilon', 1e-5))))
  const shift = tf.sub(offset, tf.mul(mean, factor))
  const apply = (map: tf.Tensor): tf.Tensor => tf.add(tf.mul(map, factor), shift)
  if (x.tensor.rank === 4) return channelsLast(apply(asImage(x)))
  if (x.tensor.rank === 2) return like(x, apply(x.tensor))
  throw call.refusal(`is given ${x.tensor.rank} axes; 2 or 4 are taken`)
}

/** Gemm: alpha · A′ B′ + beta · C. */
const gemm: Operator = (call) => {
  const [a, b] = [inOrder(call.operand(0)), inOrder(call.operand(1))]
  if (a.rank !== 2 || b.rank !== 2) throw call.refusal(`multiplies ${a.rank} by ${b.rank} axes`)
  const [transA, transB] = [call.number('transA', 0) !== 0, call.number('transB', 0) !== 0]
  call.checkSize([a.shape[Number(transA)], b.shape[1 - Number(transB)]])
  const product = scaled(tf.matMul(a, b, transA, transB), call.number('alpha', 1))
  const c = call.optional(2)
  const result =
    c === undefined ? product : tf.add(product, scaled(inOrder(c), call.number('beta', 1)))
  return plain(result)
}

function scaled(tensor: tf.Tensor, by: number): tf.Tensor {
  return by === 1 ? tensor : tf.mul(tensor, by)
}

/** MatMul of matrices, or of rows of any number of axes with one matrix. */
const matMul: Operator = (call) => {
  const [a, b] = [inOrder(call.operand(0)), inOrder(call.operand(1))]
  if (a.rank < 2 || b.rank < 2) throw call.refusal('multiplies a vector; matrices are taken')
  const columns = b.shape[b.rank - 1]
  call.checkSize([...a.shape.slice(0, -1), columns, ...(b.rank > 2 ? b.shape.slice(0, -2) : [])])
  if (b.rank > 2 || a.rank === 2) return plain(tf.matMul(a, b))
  // One product of two matrices; tfjs's gradient of a broadcast product is of another shape.
  const rows = tf.matMul(tf.reshape(a, [-1, b.shape[0]]), b)
  return plain(tf.reshape(rows, [...a.shape.slice(0, -1), columns]))
}

/** Operators with weights. */
export const weighted: Operators = {
  Conv: conv,
  BatchNormalization: batchNormalization,
  Gemm: gemm,
  MatMul: matMul,
}
