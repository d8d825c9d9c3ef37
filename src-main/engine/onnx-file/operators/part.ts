import * as tf from '@tensorflow/tfjs'
import { like, plain, inOrder, shapeOf, storedAxis, type Activation } from '../import/activation.ts'
import type { Call, Operator, Operators } from '../import/call.ts'

/** Slice: by attributes before opset 10, by operands since. */
const slice: Operator = (call) => {
  const x = call.operand(0)
  const sizes = shapeOf(x)
  const isOld = call.opset < 10
  const starts = isOld ? (call.list('starts') ?? []) : call.integers(1)
  const ends = isOld ? (call.list('ends') ?? []) : call.integers(2)
  const given = isOld ? call.list('axes') : call.optional(3) && call.integers(3)
  const axes = given ?? starts.map((_, axis) => axis)
  const steps = !isOld && call.optional(4) ? call.integers(4) : starts.map(() => 1)
  if ([ends, axes, steps].some(({ length }) => length !== starts.length))
    throw call.refusal('has lists of different lengths')
  return axes.reduce((part, given, i) => {
    const axis = call.axis(given, sizes.length)
    return along(call, part, axis, { start: starts[i], end: ends[i], step: steps[i] })
  }, x)
}

interface Range {
  readonly start: number
  readonly end: number
  readonly step: number
}

function along(call: Call, x: Activation, axis: number, { start, end, step }: Range): Activation {
  if (step === 0) throw call.refusal('has a step of 0')
  const size = shapeOf(x)[axis]
  const isBackwards = step < 0
  const clamp = (position: number) => {
    const from = position < 0 ? position + size : position
    return isBackwards ? clipped(from, -1, size - 1) : clipped(from, 0, size)
  }
  const stored = storedAxis(x, axis)
  if (!isBackwards) return stepped(x, stored, clamp(start), clamp(end), step)
  const turned = like(x, tf.reverse(x.tensor, stored))
  return stepped(turned, stored, size - 1 - clamp(start), size - 1 - clamp(end), -step)
}

function clipped(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

/**
 * Every `step`-th from `start` to before `end`. tfjs has no gradient for a slice with steps: the
 * axis is cut into pieces of `step`, and the first of each taken.
 */
function stepped(
  x: Activation,
  axis: number,
  start: number,
  end: number,
  step: number,
): Activation {
  const { shape } = x.tensor
  const length = Math.max(end - start, 0)
  const begin = shape.map((_, each) => (each === axis ? start : 0))
  const range = tf.slice(x.tensor, begin, shape.with(axis, length))
  if (step === 1 || length === 0) return like(x, range)
  const count = Math.ceil(length / step)
  const missing = count * step - length
  const ends = shape.map((_, each): [number, number] => [0, each === axis ? missing : 0])
  const whole = missing === 0 ? range : tf.pad(range, ends)
  const before = shape.slice(0, axis).reduce((all, each) => all * each, 1)
  const after = shape.slice(axis + 1).reduce((all, each) => all * each, 1)
  const pieces = tf.reshape(whole, [before, count, step, after])
  const firsts = tf.slice(pieces, [0, 0, 0, 0], [before, count, 1, after])
  return like(x, tf.reshape(firsts, shape.with(axis, count)))
}

/** Gather with constant positions along one axis. */
const gather: Operator = (call) => {
  const x = call.operand(0)
  const axis = call.axis(call.number('axis', 0), x.tensor.rank)
  const size = shapeOf(x)[axis]
  const positions = call.integers(1).map((each) => (each < 0 ? each + size : each))
  if (positions.some((each) => !(each >= 0 && each < size)))
    throw call.refusal(`takes positions [${positions.join(', ')}] of an axis of ${size}`)
  const indices = tf.tensor(positions, call.operand(1).tensor.shape, 'int32')
  return plain(tf.gather(inOrder(x), indices, axis))
}

/** Pad with a constant: all starts, then all ends; by attributes before opset 11. */
const pad: Operator = (call) => {
  const x = call.operand(0)
  if (call.text('mode', 'constant') !== 'constant')
    throw call.refusal(`pads by "${call.text('mode', '')}"; padding by a constant is taken`)
  const { rank } = x.tensor
  const isOld = call.opset < 11
  const ends = isOld ? (call.list('pads') ?? []) : call.integers(1)
  const value = isOld ? call.number('value', 0) : (call.scalar(2) ?? 0)
  const given = call.opset >= 18 && call.optional(3) ? call.integers(3) : undefined
  const axes = given?.map((axis) => call.axis(axis, rank)) ?? shapeOf(x).map((_, axis) => axis)
  if (ends.length !== 2 * axes.length || ends.some((each) => each < 0))
    throw call.refusal(`pads by [${ends.join(', ')}]; two numbers an axis of at least 0 are taken`)
  const paddings = x.tensor.shape.map((): [number, number] => [0, 0])
  axes.forEach((axis, i) => (paddings[storedAxis(x, axis)] = [ends[i], ends[i + axes.length]]))
  call.checkSize(x.tensor.shape.map((size, axis) => size + paddings[axis][0] + paddings[axis][1]))
  return like(x, tf.pad(x.tensor, paddings, value))
}

/** Operators that take parts of a value, or add to its edges. */
export const parts: Operators = { Slice: slice, Gather: gather, Pad: pad }
