import type { Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { elementCount, sizeAt } from '../order.ts'
import type { PoolGradient, Window } from '../pool-gradient.ts'
import { fromQuarters, largestOf, quartersOf } from './pixels-pool.ts'

/**
 * Sends each output's gradient to the first maximum of its window, as TensorFlow and PyTorch do.
 * Three ways, by price: by quarters for 2×2 windows that tile the image, MaxPool's indices with
 * MaxUnpool for other windows apart, and a scatter that adds for windows that overlap.
 */
export function spreadToMaxima(emit: Emitter, gradient: PoolGradient): Value {
  if (gradient.isByPixels) return byPixels(emit, gradient)
  if (isTwoByTwo(gradient)) return byQuarters(emit, gradient)
  const { input, slope, window } = gradient
  const results = [
    { shape: slope.shape, type: slope.type },
    { shape: slope.shape, type: 'int64' as const },
  ]
  const [, offsets] = emit.graph.apply('MaxPool', [input], window, results)
  if (offsets === undefined) throw new Error('MaxPool was asked for its indices')
  if (!areApart(window)) return scatter(emit, slope, offsets, input)
  const size = emit.graph.integers(input.shape)
  const attribute = { kernel_shape: [1, 1] }
  return emit.node('MaxUnpool', [slope, offsets, size], attribute, input.shape, input)
}

function isTwoByTwo({ input, slope, window }: PoolGradient): boolean {
  const halves = [2, 3].every((axis) => sizeAt(input.shape, axis) === 2 * sizeAt(slope.shape, axis))
  const isPair = [...window.kernel_shape, ...window.strides].every((size) => size === 2)
  return halves && isPair && window.pads.every((pad) => pad === 0)
}

function areApart({ kernel_shape, strides }: Window): boolean {
  return strides.every((stride, axis) => stride >= sizeAt(kernel_shape, axis))
}

/**
 * A window holds a b over c d, with maximum p. Pools of a, of {a, b} and of {a, c} tell the first
 * maximum by comparing with p at a quarter of the size: MaxPool's indices output alone costs more
 * than this (measured: 7.6 ms against 4 for 64 × 32 × 28 × 28, one thread).
 */
function byQuarters(emit: Emitter, gradient: PoolGradient): Value {
  const { input, slope } = gradient
  const pool = (rows: number, columns: number): Value => {
    const attribute = { kernel_shape: [rows, columns], strides: [2, 2] }
    return emit.node('MaxPool', [input], attribute, slope.shape, input)
  }
  const quarters = shared(emit, gradient, [pool(1, 1), pool(1, 2), pool(2, 1)])
  return emit.node('Interleave', quarters, {}, input.shape, slope)
}

function byPixels(emit: Emitter, gradient: PoolGradient): Value {
  const [a, b, c] = quartersOf(emit, gradient.input)
  const pools = [a, largestOf(emit, [a, b]), largestOf(emit, [a, c])]
  return fromQuarters(emit, shared(emit, gradient, pools))
}

/** What each quarter receives, by the maxima of a, of {a, b} and of {a, c}. */
function shared(
  emit: Emitter,
  { pooled, slope }: PoolGradient,
  [first, top, side]: readonly Value[],
): Value[] {
  const { shape } = slope
  const holds = (part: Value): Value =>
    emit.node('Equal', [part, pooled], {}, shape, { type: 'bool' })
  const upper = holds(top)
  const upperOrLeft = emit.node('Or', [upper, holds(side)], {}, shape, { type: 'bool' })
  const given = (to: Value): Value =>
    emit.node('Mul', [slope, emit.cast(to, 'float32')], {}, shape, slope)
  const minus = (a: Value, b: Value): Value => emit.node('Sub', [a, b], {}, shape, slope)
  const a = given(holds(first))
  const ab = given(upper)
  const abc = given(upperOrLeft)
  return [a, minus(ab, a), minus(abc, ab), minus(slope, abc)]
}

/** Windows that overlap: gradients are added up, one after the other. */
function scatter(emit: Emitter, slope: Value, offsets: Value, like: Value): Value {
  const size = elementCount(like.shape)
  const count = elementCount(slope.shape)
  const zeros = emit.expand(emit.scalar(0, 'float32'), [size])
  const operands = [zeros, emit.reshape(offsets, [count]), emit.reshape(slope, [count])]
  const attribute = { axis: 0, reduction: 'add' }
  return emit.reshape(emit.node('ScatterElements', operands, attribute, [size], like), like.shape)
}
