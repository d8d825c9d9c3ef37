import { backend_util } from '@tensorflow/tfjs'
import type { Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import type { Traced, TracedType } from '../traced.ts'
import { align, aligned, broadcastTo } from './broadcast.ts'
import { rectifiedPoolGradient } from './rectified-pool.ts'
import type { Family, Lowering } from './lowering.ts'

type Build = (emit: Emitter, a: Value, b: Value, shape: readonly number[]) => Value

/** A binary kernel of operands `a`, `b`; bool operands are counted as int32, as tfjs does. */
function binary(build: Build, result?: TracedType): Lowering {
  return (emit, inputs) => {
    const [a, b] = [inputs.get('a'), inputs.get('b')]
    const shape = backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape])
    const operands = align(emit, [a, b], shape)
    const dtype = result ?? a.dtype
    const [left, right] = operands.values.map((value) => counted(emit, value))
    if (left === undefined || right === undefined) throw new Error('two operands are aligned')
    const value = build(emit, left, right, operands.shape)
    return aligned(emit.cast(value, dtype), operands, shape, dtype)
  }
}

function counted(emit: Emitter, value: Value): Value {
  return value.type === 'bool' ? emit.cast(value, 'int32') : value
}

/** The ONNX operator of the same meaning. */
function arithmetic(type: string): Build {
  return (emit, a, b, shape) => emit.node(type, [a, b], {}, shape, a)
}

function comparison(type: string): Build {
  return (emit, a, b, shape) => emit.node(type, [a, b], {}, shape, { type: 'bool' })
}

/** Leaves out an operation with its neutral element, of which tfjs's gradients are full. */
function unless(neutral: number, sides: readonly ('a' | 'b')[], lowering: Lowering): Lowering {
  return (emit, inputs, attributes) => {
    for (const side of sides) {
      const { meaning, shape } = inputs.get(side)
      const other = inputs.get(side === 'a' ? 'b' : 'a')
      if (meaning.kind !== 'splat' || meaning.element !== neutral) continue
      const full = backend_util.assertAndGetBroadcastShape([...shape], [...other.shape])
      return broadcastTo(emit, other, full)
    }
    return lowering(emit, inputs, attributes)
  }
}

const multiply: Build = (emit, a, b, shape) =>
  rectifiedPoolGradient(emit, a, b) ?? arithmetic('Mul')(emit, a, b, shape)

const floorOfQuotient: Build = (emit, a, b, shape) => {
  const [x, y] = [emit.cast(a, 'float32'), emit.cast(b, 'float32')]
  const quotient = emit.node('Div', [x, y], {}, shape, x)
  return emit.node('Floor', [quotient], {}, shape, x)
}

/** The remainder with the divisor's sign: a − floor(a / b) · b. */
const flooredRemainder: Build = (emit, a, b, shape) => {
  const whole = emit.cast(
    floorOfQuotient(emit, a, b, shape),
    a.type === 'int32' ? 'int32' : 'float32',
  )
  const product = emit.node('Mul', [whole, b], {}, shape, a)
  return emit.node('Sub', [a, product], {}, shape, a)
}

const squaredDifference: Build = (emit, a, b, shape) => {
  const difference = emit.node('Sub', [a, b], {}, shape, a)
  return emit.node('Mul', [difference, difference], {}, shape, a)
}

const notEqual: Build = (emit, a, b, shape) => {
  const equal = emit.node('Equal', [a, b], {}, shape, { type: 'bool' })
  return emit.node('Not', [equal], {}, shape, equal)
}

/** A logical operator on whatever counts as a truth value. */
function logical(type: string): Build {
  return (emit, a, b, shape) => {
    const operands = [emit.cast(a, 'bool'), emit.cast(b, 'bool')]
    return emit.node(type, operands, {}, shape, { type: 'bool' })
  }
}

const prelu: Lowering = (emit, inputs) => {
  const [x, alpha] = [inputs.get('x'), inputs.get('alpha')]
  const operands = align(emit, [x, alpha], x.shape)
  const value = emit.node('PRelu', operands.values, {}, operands.shape, { type: 'float32' })
  return aligned(value, operands, x.shape, 'float32')
}

const addN: Lowering = (emit, inputs) => {
  const [first] = inputs.list
  const operands = align(emit, inputs.list, first.shape)
  const value = operands.values.reduce((sum, each) =>
    arithmetic('Add')(emit, sum, each, operands.shape),
  )
  return aligned(value, operands, first.shape, first.dtype)
}

/** Where(condition, t, e); tfjs also lets a vector condition choose whole rows of t and e. */
const select: Lowering = (emit, inputs) => {
  const [condition, t, e] = [inputs.get('condition'), inputs.get('t'), inputs.get('e')]
  const operands = align(emit, [rowwise(emit, condition, t), t, e], t.shape)
  const [test, ...branches] = operands.values
  if (test === undefined) throw new Error('three operands are aligned')
  const [yes, no] = branches.map((value) => counted(emit, value))
  if (yes === undefined || no === undefined) throw new Error('three operands are aligned')
  const value = emit.node('Where', [emit.cast(test, 'bool'), yes, no], {}, operands.shape, yes)
  return aligned(emit.cast(value, t.dtype), operands, t.shape, t.dtype)
}

function rowwise(emit: Emitter, condition: Traced, t: Traced): Traced {
  const { meaning, shape } = condition
  if (shape.length !== 1 || t.shape.length === 1 || meaning.kind === 'splat') return condition
  const ones = t.shape.slice(1).map(() => 1)
  if (meaning.kind === 'known') return { ...condition, shape: [...shape, ...ones] }
  const value = emit.reshape(meaning.value, [...meaning.value.shape, ...ones])
  const order = [0, ...ones.map((_, i) => i + 1)]
  return { ...condition, shape: [...shape, ...ones], meaning: { kind: 'symbol', value, order } }
}

/** dy where y ≥ 0, else dy · (y + 1): the derivative of ELU in terms of its value y. */
const eluGrad: Lowering = (emit, inputs) => {
  const [dy, y] = [inputs.get('dy'), inputs.get('y')]
  const operands = align(emit, [dy, y], y.shape)
  const [slope, value] = operands.values
  if (slope === undefined || value === undefined) throw new Error('two operands are aligned')
  const shape = operands.shape
  const isPositive = comparison('GreaterOrEqual')(emit, value, emit.scalar(0, 'float32'), shape)
  const factor = emit.node('Add', [value, emit.scalar(1, 'float32')], {}, shape, value)
  const scaled = emit.node('Mul', [slope, factor], {}, shape, value)
  const result = emit.node('Where', [isPositive, slope, scaled], {}, shape, value)
  return aligned(result, operands, y.shape, 'float32')
}

/** Kernels that treat every element alike, with broadcasting. */
export const elementwise: Family = {
  Add: unless(0, ['a', 'b'], binary(arithmetic('Add'))),
  Sub: unless(0, ['b'], binary(arithmetic('Sub'))),
  Multiply: unless(1, ['a', 'b'], binary(multiply)),
  RealDiv: unless(1, ['b'], binary(arithmetic('Div'))),
  FloorDiv: binary(floorOfQuotient, 'int32'),
  Mod: binary(flooredRemainder),
  Pow: binary(arithmetic('Pow')),
  Maximum: binary(arithmetic('Max')),
  Minimum: binary(arithmetic('Min')),
  SquaredDifference: binary(squaredDifference),
  Greater: binary(comparison('Greater'), 'bool'),
  GreaterEqual: binary(comparison('GreaterOrEqual'), 'bool'),
  Less: binary(comparison('Less'), 'bool'),
  LessEqual: binary(comparison('LessOrEqual'), 'bool'),
  Equal: binary(comparison('Equal'), 'bool'),
  NotEqual: binary(notEqual, 'bool'),
  LogicalAnd: binary(logical('And'), 'bool'),
  LogicalOr: binary(logical('Or'), 'bool'),
  AddN: addN,
  Prelu: prelu,
  Select: select,
  EluGrad: eluGrad,
}
