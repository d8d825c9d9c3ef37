import { symbol, type Emitter } from '../emitter.ts'
import type { Attributes, Value } from '../graph.ts'
import type { TracedType } from '../traced.ts'
import { attributesAs, type Family, type KernelAttributes, type Lowering } from './lowering.ts'
import { positiveMask } from './positive-mask.ts'

type Build = (emit: Emitter, x: Value, attributes: KernelAttributes) => Value

/** A kernel of one operand `x` that keeps its order and its uncarried broadcasts. */
function unary(build: Build, result?: (dtype: TracedType) => TracedType): Lowering {
  return (emit, inputs, attributes) => {
    const x = inputs.get('x')
    const { meaning } = x
    const dtype = result?.(x.dtype) ?? x.dtype
    const order = meaning.kind === 'symbol' ? meaning.order : undefined
    const value = emit.cast(build(emit, emit.loose(x, order), attributes), dtype)
    return symbol(value, x.shape, dtype, order)
  }
}

function apply(emit: Emitter, type: string, x: Value, attributes: Attributes = {}): Value {
  return emit.node(type, [x], attributes, x.shape, x)
}

/** The ONNX operator of the same meaning, computed in float32. */
function float(type: string): Lowering {
  return unary((emit, x) => apply(emit, type, emit.cast(x, 'float32')))
}

/** The ONNX operator of the same meaning, which knows int32 too. */
function number(type: string): Lowering {
  return unary((emit, x) => apply(emit, type, x.type === 'bool' ? emit.cast(x, 'int32') : x))
}

/** A test of each element. */
function test(build: (emit: Emitter, x: Value) => Value): Lowering {
  return unary(
    (emit, x) => build(emit, emit.cast(x, 'float32')),
    () => 'bool',
  )
}

function is(emit: Emitter, type: 'IsNaN' | 'IsInf', x: Value): Value {
  return emit.node(type, [x], {}, x.shape, { type: 'bool' })
}

/** x `type` constant, for float32 x. */
function withScalar(emit: Emitter, type: string, x: Value, scalar: number): Value {
  return emit.node(type, [x, emit.scalar(scalar, 'float32')], {}, x.shape, x)
}

function clip(emit: Emitter, x: Value, low: number, high: number): Value {
  const limits = [emit.scalar(low, 'float32'), emit.scalar(high, 'float32')]
  return emit.node('Clip', [emit.cast(x, 'float32'), ...limits], {}, x.shape, { type: 'float32' })
}

/** 1 above zero, else alpha: the derivative of (leaky) ReLU. */
const step: Build = (emit, x, attributes) => {
  const { alpha } = attributesAs<{ alpha: number }>(attributes)
  const value = emit.cast(x, 'float32')
  if (alpha === 0 && !emit.isPortable) return positiveMask(emit, apply(emit, 'Relu', value))
  const zero = emit.scalar(0, 'float32')
  const positive = emit.node('Greater', [value, zero], {}, x.shape, { type: 'bool' })
  if (alpha === 0) return emit.cast(positive, 'float32')
  const branches = [emit.scalar(1, 'float32'), emit.scalar(alpha, 'float32')]
  return emit.node('Where', [positive, ...branches], {}, x.shape, value)
}

const leakyRelu: Build = (emit, x, attributes) => {
  const { alpha } = attributesAs<{ alpha: number }>(attributes)
  return apply(emit, 'LeakyRelu', emit.cast(x, 'float32'), { alpha: { float: alpha } })
}

const clipByValue: Build = (emit, x, attributes) => {
  const limits = attributesAs<{ clipValueMin: number; clipValueMax: number }>(attributes)
  return clip(emit, x, limits.clipValueMin, limits.clipValueMax)
}

const cast: Lowering = (emit, inputs, attributes) => {
  const { dtype } = attributesAs<{ dtype: TracedType }>(attributes)
  return unary(
    (_, x) => x,
    () => dtype,
  )(emit, inputs, attributes)
}

/** Kernels of one operand, applied element by element. */
export const unaries: Family = {
  Abs: number('Abs'),
  Neg: number('Neg'),
  Sign: number('Sign'),
  Square: unary((emit, x) => emit.node('Mul', [x, x], {}, x.shape, x)),
  Sqrt: float('Sqrt'),
  Rsqrt: unary((emit, x) => apply(emit, 'Reciprocal', apply(emit, 'Sqrt', x))),
  Reciprocal: float('Reciprocal'),
  Exp: float('Exp'),
  Expm1: unary((emit, x) => withScalar(emit, 'Sub', apply(emit, 'Exp', x), 1)),
  Log: float('Log'),
  Log1p: unary((emit, x) => apply(emit, 'Log', withScalar(emit, 'Add', x, 1))),
  Floor: float('Floor'),
  Ceil: float('Ceil'),
  Round: float('Round'),
  Sin: float('Sin'),
  Cos: float('Cos'),
  Tan: float('Tan'),
  Asin: float('Asin'),
  Acos: float('Acos'),
  Atan: float('Atan'),
  Sinh: float('Sinh'),
  Cosh: float('Cosh'),
  Asinh: float('Asinh'),
  Acosh: float('Acosh'),
  Atanh: float('Atanh'),
  Tanh: float('Tanh'),
  Erf: float('Erf'),
  Relu: float('Relu'),
  Relu6: unary((emit, x) => clip(emit, x, 0, 6)),
  LeakyRelu: unary(leakyRelu),
  Elu: float('Elu'),
  Selu: float('Selu'),
  Sigmoid: float('Sigmoid'),
  Softplus: float('Softplus'),
  Step: unary(step),
  ClipByValue: unary(clipByValue),
  Cast: cast,
  LogicalNot: unary((emit, x) => apply(emit, 'Not', emit.cast(x, 'bool'))),
  IsNan: test((emit, x) => is(emit, 'IsNaN', x)),
  IsInf: test((emit, x) => is(emit, 'IsInf', x)),
  IsFinite: test((emit, x) => {
    const odd = emit.node('Or', [is(emit, 'IsNaN', x), is(emit, 'IsInf', x)], {}, x.shape, {
      type: 'bool',
    })
    return apply(emit, 'Not', odd)
  }),
}
