import * as tf from '@tensorflow/tfjs'
import { inOrder, like, plain, shapeOf, storedAxis } from '../import/activation.ts'
import type { Operator, Operators } from '../import/call.ts'

/** Axes by attribute; by operand from opset 18 on, for sums from 13. */
function reduction(apply: typeof tf.mean, operandSince: number): Operator {
  return (call) => {
    const x = call.operand(0)
    const sizes = shapeOf(x)
    const isOperand = call.opset >= operandSince
    const given = isOperand ? call.optional(1) && call.integers(1) : call.list('axes')
    const isAll = given === undefined || given.length === 0
    if (isAll && call.number('noop_with_empty_axes', 0) !== 0) return x
    const all = sizes.map((_, axis) => axis)
    const axes = isAll ? all : given.map((axis) => call.axis(axis, sizes.length))
    const stored = axes.map((axis) => storedAxis(x, axis))
    const kept = like(x, apply(x.tensor, stored, true))
    if (call.number('keepdims', 1) !== 0) return kept
    const left = sizes.filter((_, axis) => !axes.includes(axis))
    return plain(tf.reshape(inOrder(kept), left))
  }
}

/**
 * Softmax or LogSoftmax along an axis; before opset 13 over all axes from it on.
 * tfjs knows the last axis alone.
 */
function softmax(apply: typeof tf.softmax): Operator {
  return (call) => {
    const x = inOrder(call.operand(0))
    const isOld = call.opset < 13
    const axis = call.axis(call.number('axis', isOld ? 1 : -1), x.rank)
    if (isOld) {
      const columns = x.shape.slice(axis).reduce((all, size) => all * size, 1)
      return plain(tf.reshape(apply(tf.reshape(x, [-1, columns])), x.shape))
    }
    const perm = x.shape.map((_, each) => each)
    ;[perm[axis], perm[x.rank - 1]] = [x.rank - 1, axis]
    // An exchange of two axes undoes itself.
    return plain(tf.transpose(apply(tf.transpose(x, perm)), perm))
  }
}

/** Operators that go along axes. */
export const reductions: Operators = {
  ReduceMean: reduction(tf.mean, 18),
  ReduceSum: reduction(tf.sum, 13),
  ReduceMax: reduction(tf.max, 18),
  ReduceMin: reduction(tf.min, 18),
  Softmax: softmax(tf.softmax),
  LogSoftmax: softmax(tf.logSoftmax),
}
