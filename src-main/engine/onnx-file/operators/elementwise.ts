import * as tf from '@tensorflow/tfjs'
import { aligned, like } from '../import/activation.ts'
import type { Call, Operator, Operators } from '../import/call.ts'

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor
type Unary = (x: tf.Tensor, call: Call) => tf.Tensor

function binary(apply: Binary): Operator {
  return (call) => {
    const { tensors, isChannelsLast } = aligned([call.operand(0), call.operand(1)])
    const [a, b] = tensors
    call.checkSize(commonShape(tensors))
    return { tensor: apply(a, b), isChannelsLast }
  }
}

/** Of any number of operands. */
function variadic(apply: Binary): Operator {
  return (call) => {
    const { tensors, isChannelsLast } = aligned(call.operands)
    const shape = commonShape(tensors)
    call.checkSize(shape)
    // tfjs's gradients of maximum and minimum refuse broadcasting.
    const whole = tensors.map((each) => tf.broadcastTo(each, shape))
    return { tensor: whole.reduce((all, each) => apply(all, each)), isChannelsLast }
  }
}

function commonShape(tensors: readonly tf.Tensor[]): number[] {
  return tensors.reduce<number[]>(
    (all, { shape }) => tf.broadcast_util.assertAndGetBroadcastShape(all, shape),
    [],
  )
}

const where: Operator = (call) => {
  const { tensors, isChannelsLast } = aligned(call.operands)
  call.checkSize(commonShape(tensors))
  const [condition, yes, no] = tensors
  return { tensor: tf.where(condition, yes, no), isChannelsLast }
}

/** max(0, x) − slope · max(0, −x). */
const prelu: Operator = (call) => {
  const { tensors, isChannelsLast } = aligned([call.operand(0), call.operand(1)])
  const [x, slope] = tensors
  call.checkSize(commonShape(tensors))
  return { tensor: tf.sub(tf.relu(x), tf.mul(slope, tf.relu(tf.neg(x)))), isChannelsLast }
}

/** The exponent is a constant in every network; its square is by far the commonest. */
const power: Operator = (call) => {
  const x = call.operand(0)
  const exponent = call.scalar(1) ?? 1
  return like(x, exponent === 2 ? tf.square(x.tensor) : tf.pow(x.tensor, exponent))
}

function unary(apply: Unary): Operator {
  return (call) => {
    const x = call.operand(0)
    return like(x, apply(x.tensor, call))
  }
}

/** scale · (x above zero, alpha · (eˣ − 1) below). Of −relu(−x), which is x below zero. */
function exponentialUnit(x: tf.Tensor, alpha: number, scale: number): tf.Tensor {
  const below = tf.mul(tf.sub(tf.exp(tf.neg(tf.relu(tf.neg(x)))), 1), alpha)
  const unit = tf.add(tf.relu(x), below)
  return scale === 1 ? unit : tf.mul(unit, scale)
}

function hardSigmoid(x: tf.Tensor, alpha: number, beta: number): tf.Tensor {
  return tf.clipByValue(tf.add(tf.mul(x, alpha), beta), 0, 1)
}

/** Hendrycks and Gimpel 2016 (arXiv 1606.08415): x · Φ(x), or its approximation by tanh. */
const gelu: Unary = (x, call) => {
  const isExact = call.text('approximate', 'none') === 'none'
  const cubic = () => tf.mul(tf.add(x, tf.mul(tf.pow(x, 3), 0.044715)), Math.sqrt(2 / Math.PI))
  const half = isExact ? tf.erf(tf.mul(x, Math.SQRT1_2)) : tf.tanh(cubic())
  return tf.mul(tf.mul(x, 0.5), tf.add(half, 1))
}

const clip: Operator = (call) => {
  const x = call.operand(0)
  const isOld = call.opset < 11
  const low = isOld ? call.number('min', -3.4e38) : (call.scalar(1) ?? -Infinity)
  const high = isOld ? call.number('max', 3.4e38) : (call.scalar(2) ?? Infinity)
  return like(x, tf.clipByValue(x.tensor, low, high))
}

/** Operators that treat every number alike. */
export const elementwise: Operators = {
  Add: binary(tf.add),
  Sub: binary(tf.sub),
  Mul: binary(tf.mul),
  Div: binary(tf.div),
  Sum: variadic(tf.add),
  Max: variadic(tf.maximum),
  Min: variadic(tf.minimum),
  Greater: binary(tf.greater),
  GreaterOrEqual: binary(tf.greaterEqual),
  Less: binary(tf.less),
  LessOrEqual: binary(tf.lessEqual),
  Where: where,
  Pow: power,
  Relu: unary((x) => tf.relu(x)),
  LeakyRelu: unary((x, call) => tf.leakyRelu(x, call.number('alpha', 0.01))),
  PRelu: prelu,
  Elu: unary((x, call) => exponentialUnit(x, call.number('alpha', 1), 1)),
  Selu: unary((x, call) => {
    const [alpha, gamma] = [call.number('alpha', 1.67326319), call.number('gamma', 1.05070102)]
    return exponentialUnit(x, alpha, gamma)
  }),
  Sigmoid: unary((x) => tf.sigmoid(x)),
  HardSigmoid: unary((x, call) => {
    return hardSigmoid(x, call.number('alpha', 0.2), call.number('beta', 0.5))
  }),
  HardSwish: unary((x) => tf.mul(x, hardSigmoid(x, 1 / 6, 0.5))),
  Tanh: unary((x) => tf.tanh(x)),
  Softplus: unary((x) => tf.softplus(x)),
  Softsign: unary((x) => tf.div(x, tf.add(tf.abs(x), 1))),
  Mish: unary((x) => tf.mul(x, tf.tanh(tf.softplus(x)))),
  Gelu: unary(gelu),
  Erf: unary((x) => tf.erf(x)),
  Exp: unary((x) => tf.exp(x)),
  Log: unary((x) => tf.log(x)),
  Sqrt: unary((x) => tf.sqrt(x)),
  Abs: unary((x) => tf.abs(x)),
  Neg: unary((x) => tf.neg(x)),
  Reciprocal: unary((x) => tf.div(1, x)),
  Clip: clip,
}
