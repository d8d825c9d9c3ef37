import * as tf from '@tensorflow/tfjs'
import { withGradients, type Domain, type OperationCase } from '../operation-case.ts'

type Reduce = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor

const reductions: Readonly<Record<string, [Reduce, Domain]>> = {
  sum: [tf.sum, 'real'],
  mean: [tf.mean, 'real'],
  max: [tf.max, 'real'],
  min: [tf.min, 'real'],
  logSumExp: [tf.logSumExp, 'real'],
}

const axes: Readonly<Record<string, number | number[] | undefined>> = {
  everything: undefined,
  'the last axis': -1,
  'the first axis': 0,
  'rows and columns': [1, 2],
  'all but channels': [0, 1, 2],
}

const axisCases = Object.entries(reductions).flatMap(([name, [reduce, domain]]) =>
  Object.entries(axes).map(([label, axis]) => ({
    name: `${name} over ${label}`,
    inputs: [{ shape: [2, 4, 3, 5], domain }],
    program: withGradients((x) => reduce(x, axis, label === 'rows and columns')),
    tolerance: 2e-5,
  })),
)

const matrix = { shape: [6, 10] } as const

export const reductionCases: readonly OperationCase[] = [
  ...axisCases,
  {
    name: 'prod',
    inputs: [{ shape: [3, 5], domain: 'positive' }],
    program: withGradients((x) => tf.prod(x, 1)),
  },
  {
    name: 'max and min with ties',
    inputs: [{ shape: [6, 10], domain: 'coarse' }],
    program: withGradients((x) => tf.add(tf.max(x, 1), tf.min(x, 1))),
  },
  {
    name: 'all and any',
    inputs: [{ shape: [6, 3], dtype: 'bool', domain: 'bool' }],
    program: ([x]) => [tf.all(x, 1), tf.any(x, 0, true), tf.all(x), tf.any(x)],
  },
  {
    name: 'sums of int32 and bool',
    inputs: [
      { shape: [6, 3], dtype: 'int32' },
      { shape: [6, 3], dtype: 'bool', domain: 'bool' },
    ],
    program: ([n, b]) => [tf.sum(n, 1), tf.mean(n, 0), tf.max(n, 1), tf.sum(b), tf.mean(b)],
  },
  {
    name: 'argMax and argMin with ties',
    inputs: [{ shape: [6, 3, 4], domain: 'coarse' }],
    program: ([x]) => [tf.argMax(x, -1), tf.argMax(x, 1), tf.argMin(x, 0)],
  },
  { name: 'softmax', inputs: [matrix], program: withGradients((x) => tf.softmax(x)) },
  { name: 'logSoftmax', inputs: [matrix], program: withGradients((x) => tf.logSoftmax(x)) },
  {
    name: 'softmax of large logits',
    inputs: [matrix],
    program: withGradients((x) => tf.logSoftmax(tf.mul(x, 100))),
  },
  {
    name: 'cumsum forwards, backwards and exclusive',
    inputs: [{ shape: [3, 4, 5] }],
    program: ([x]) => [tf.cumsum(x, 1), tf.cumsum(x, 2, true), tf.cumsum(x, 0, false, true)],
  },
  {
    name: 'gradients of cumsum',
    inputs: [{ shape: [3, 4, 5] }],
    program: withGradients((x) => tf.mul(tf.cumsum(x, 2), tf.cumsum(x, 2, true, true))),
    tolerance: 2e-5,
  },
  {
    name: 'cumprod forwards, backwards and exclusive',
    inputs: [{ shape: [3, 4], domain: 'positive' }],
    program: ([x]) => [
      tf.cumprod(x, 1),
      tf.cumprod(x, 1, true),
      tf.cumprod(x, 0, false, true),
      tf.cumprod(x, 0, true, true),
    ],
  },
  {
    name: 'norms for each example',
    inputs: [{ shape: [3, 4, 4, 2] }],
    program: withGradients((x) =>
      tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), [1, 2, 3], true), 1e-8))),
    ),
  },
  {
    name: 'batch normalisation by batch statistics',
    inputs: [{ shape: [3, 4, 4, 5] }, { shape: [5] }, { shape: [5] }],
    program: withGradients((x, scale, offset) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2])
      const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3)))
      return tf.add(tf.mul(normal, scale), offset)
    }),
    tolerance: 1e-4,
  },
  {
    name: 'batch normalisation by the fused operation',
    inputs: [
      { shape: [3, 4, 4, 5] },
      { shape: [5] },
      { shape: [5], domain: 'positive' },
      { shape: [5] },
      { shape: [5] },
    ],
    program: withGradients((x, mean, variance, offset, scale) =>
      tf.batchNorm(
        x as tf.Tensor4D,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
      ),
    ),
    tolerance: 1e-4,
  },
]
