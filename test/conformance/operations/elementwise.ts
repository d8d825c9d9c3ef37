import * as tf from '@tensorflow/tfjs'
import {
  withGradients,
  type CaseInput,
  type Domain,
  type OperationCase,
} from '../operation-case.ts'

type Unary = (x: tf.Tensor) => tf.Tensor
type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor

/** Kernel → function, domain and, where float32 formulas differ, tolerance. */
const unaries: Readonly<Record<string, [Unary, Domain, number?]>> = {
  abs: [tf.abs, 'real'],
  neg: [tf.neg, 'real'],
  sign: [tf.sign, 'coarse'],
  square: [tf.square, 'real'],
  sqrt: [tf.sqrt, 'positive'],
  rsqrt: [tf.rsqrt, 'positive'],
  reciprocal: [tf.reciprocal, 'positive'],
  exp: [tf.exp, 'real'],
  expm1: [tf.expm1, 'real'],
  log: [tf.log, 'positive'],
  log1p: [tf.log1p, 'positive'],
  floor: [tf.floor, 'real'],
  ceil: [tf.ceil, 'real'],
  round: [tf.round, 'coarse'],
  sin: [tf.sin, 'real'],
  cos: [tf.cos, 'real'],
  tan: [tf.tan, 'unit'],
  asin: [tf.asin, 'unit'],
  acos: [tf.acos, 'unit'],
  atan: [tf.atan, 'real'],
  sinh: [tf.sinh, 'real'],
  cosh: [tf.cosh, 'real'],
  asinh: [tf.asinh, 'real'],
  acosh: [(x) => tf.acosh(tf.add(x, 1)), 'positive'],
  atanh: [tf.atanh, 'unit'],
  tanh: [tf.tanh, 'real'],
  erf: [tf.erf, 'real'],
  relu: [tf.relu, 'coarse'],
  relu6: [(x) => tf.relu6(tf.mul(x, 5)), 'real'],
  leakyRelu: [(x) => tf.leakyRelu(x, 0.1), 'coarse'],
  elu: [tf.elu, 'real'],
  selu: [tf.selu, 'real'],
  sigmoid: [tf.sigmoid, 'real'],
  softplus: [tf.softplus, 'real'],
  clip: [(x) => tf.clipByValue(x, -0.5, 1), 'coarse'],
  step: [(x) => tf.step(x, 0.25), 'coarse'],
}

const shapes: Readonly<Record<string, readonly number[]>> = {
  scalar: [],
  vector: [7],
  images: [2, 4, 3, 5],
}

const unaryCases = Object.entries(unaries).flatMap(([name, [apply, domain, tolerance = 1e-5]]) =>
  Object.entries(shapes).map(([shape, size]) => ({
    name: `${name} of ${shape}`,
    inputs: [{ shape: size, domain }],
    program: withGradients((x) => apply(x)),
    tolerance,
  })),
)

const binaries: Readonly<Record<string, [Binary, Domain]>> = {
  add: [tf.add, 'real'],
  sub: [tf.sub, 'real'],
  mul: [tf.mul, 'real'],
  div: [tf.div, 'positive'],
  maximum: [tf.maximum, 'coarse'],
  minimum: [tf.minimum, 'coarse'],
  pow: [tf.pow, 'positive'],
  squaredDifference: [tf.squaredDifference, 'real'],
  mod: [tf.mod, 'positive'],
}

const broadcasts: Readonly<Record<string, readonly [readonly number[], readonly number[]]>> = {
  'equal shapes': [
    [2, 4, 3, 5],
    [2, 4, 3, 5],
  ],
  'a scalar': [[2, 4, 3, 5], []],
  'a channel vector': [[2, 4, 3, 5], [5]],
  'a vector first': [[5], [2, 4, 3, 5]],
  'both sides': [
    [2, 1, 3, 1],
    [1, 4, 1, 5],
  ],
  'a row each': [
    [4, 1],
    [4, 6],
  ],
}

/** tfjs's own gradients of these are of the broadcast shape, which it then refuses. */
const withoutBroadcastGradient = new Set(['maximum', 'minimum', 'squaredDifference'])

function hasGradient(name: string, label: string): boolean {
  return label === 'equal shapes' || !withoutBroadcastGradient.has(name)
}

const binaryCases = Object.entries(binaries).flatMap(([name, [apply, domain]]) =>
  Object.entries(broadcasts).map(([label, [a, b]]) => ({
    name: `${name} with ${label}`,
    inputs: [
      { shape: a, domain },
      { shape: b, domain },
    ],
    program: hasGradient(name, label) ? withGradients(apply) : pair(apply),
  })),
)

const tests = { greater: tf.greater, greaterEqual: tf.greaterEqual, less: tf.less }
const moreTests = { lessEqual: tf.lessEqual, equal: tf.equal, notEqual: tf.notEqual }

const comparisonCases = Object.entries({ ...tests, ...moreTests }).flatMap(([name, apply]) =>
  (['float32', 'int32'] as const).map((dtype) => ({
    name: `${name} of ${dtype}`,
    inputs: [coarse([3, 4], dtype), coarse([4], dtype)],
    program: pair(apply),
  })),
) satisfies OperationCase[]

function coarse(shape: readonly number[], dtype: 'float32' | 'int32'): CaseInput {
  return { shape, dtype, domain: dtype === 'int32' ? { below: 3 } : 'coarse' }
}

const truths: readonly CaseInput[] = [
  { shape: [3, 4], dtype: 'bool', domain: 'bool' },
  { shape: [4], dtype: 'bool', domain: 'bool' },
]

const otherCases: readonly OperationCase[] = [
  { name: 'logicalAnd', inputs: truths, program: pair(tf.logicalAnd) },
  { name: 'logicalOr', inputs: truths, program: pair(tf.logicalOr) },
  { name: 'logicalXor', inputs: truths, program: pair(tf.logicalXor) },
  { name: 'logicalNot', inputs: truths, program: ([a]) => [tf.logicalNot(a)] },
  {
    name: 'floorDiv of int32',
    inputs: [
      { shape: [12], dtype: 'int32' },
      { shape: [12], dtype: 'int32', domain: 'positive' },
    ],
    program: pair(tf.floorDiv),
  },
  {
    name: 'arithmetic of int32',
    inputs: [
      { shape: [3, 4], dtype: 'int32' },
      { shape: [4], dtype: 'int32' },
    ],
    program: ([a, b]) => [
      tf.add(a, b),
      tf.sub(a, b),
      tf.mul(a, b),
      tf.maximum(a, b),
      tf.abs(a),
      tf.neg(b),
      tf.sign(a),
    ],
  },
  {
    name: 'where of equal shapes',
    inputs: [truths[0], { shape: [3, 4] }, { shape: [3, 4] }],
    program: withGradients((c, t, e) => tf.where(c, t, e), [1, 2]),
  },
  {
    name: 'where with a condition for each example',
    inputs: [{ shape: [3, 1, 1, 1], dtype: 'bool', domain: 'bool' }, images(3), images(3)],
    program: withGradients((c, t, e) => tf.where(c, t, e), [1, 2]),
  },
  {
    name: 'prelu',
    inputs: [{ shape: [3, 4] }, { shape: [4], domain: 'positive' }],
    program: withGradients((x, alpha) => tf.prelu(x, alpha)),
  },
  {
    name: 'casts',
    inputs: [
      { shape: [9], domain: 'coarse' },
      { shape: [9], dtype: 'int32' },
    ],
    program: ([x, n]) => [
      tf.cast(x, 'int32'),
      tf.cast(x, 'bool'),
      tf.cast(n, 'float32'),
      tf.cast(tf.cast(n, 'bool'), 'int32'),
    ],
  },
  {
    name: 'tests for not-a-number and infinity',
    inputs: [{ shape: [9], domain: 'coarse' }],
    program: ([x]) => {
      const odd = tf.div(x, tf.abs(tf.round(x)))
      return [tf.isNaN(odd), tf.isInf(odd), tf.isFinite(odd)]
    },
  },
  {
    name: 'addN',
    inputs: [images(2), images(2), images(2)],
    program: withGradients((...all) => tf.addN(all)),
  },
  {
    name: 'a constant that outgrows its operand',
    inputs: [{ shape: [] }, { shape: [4, 1] }],
    program: withGradients((a, b) =>
      tf.add(tf.mul(a, tf.ones([4, 6])), tf.mul(b, tf.zeros([1, 6]))),
    ),
  },
]

function images(batch: number): CaseInput {
  return { shape: [batch, 4, 4, 2] }
}

function pair(apply: Binary): OperationCase['program'] {
  return ([a, b]) => [apply(a, b)]
}

export const elementwiseCases: readonly OperationCase[] = [
  ...unaryCases,
  ...binaryCases,
  ...comparisonCases,
  ...otherCases,
]
