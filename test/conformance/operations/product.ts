import * as tf from '@tensorflow/tfjs'
import { withGradients, type OperationCase } from '../operation-case.ts'

const flags = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const

const matrixCases = flags.map(([transposeA, transposeB]) => ({
  name: `matMul${transposeA ? ' with a transposed' : ''}${transposeB ? ' with b transposed' : ''}`,
  inputs: [{ shape: transposeA ? [7, 5] : [5, 7] }, { shape: transposeB ? [3, 7] : [7, 3] }],
  program: withGradients((a, b) => tf.matMul(a, b, transposeA, transposeB)),
}))

const batchCases = flags.map(([transposeA, transposeB]) => ({
  name: `matMul of batches, ${transposeA ? 'a transposed' : 'a'}, ${transposeB ? 'b transposed' : 'b'}`,
  inputs: [
    { shape: transposeA ? [2, 7, 5] : [2, 5, 7] },
    { shape: transposeB ? [2, 3, 7] : [2, 7, 3] },
  ],
  program: withGradients((a, b) => tf.matMul(a, b, transposeA, transposeB)),
}))

export const productCases: readonly OperationCase[] = [
  ...matrixCases,
  ...batchCases,
  {
    name: 'matMul of a batch with one matrix',
    inputs: [{ shape: [4, 5, 7] }, { shape: [1, 7, 3] }],
    program: ([a, b]) => [tf.matMul(a, b)],
  },
  {
    name: 'matMul with a constant',
    inputs: [{ shape: [4, 3] }],
    program: withGradients((a) => tf.matMul(a, tf.eye(3).mul(2))),
  },
  {
    name: 'dot of vectors',
    inputs: [{ shape: [6] }, { shape: [6] }],
    program: withGradients((a, b) => tf.dot(a, b)),
  },
  {
    name: 'a dense layer whose weights outweigh its rows',
    inputs: [
      { shape: [6, 640], domain: 'unit' },
      { shape: [640, 420], domain: 'unit' },
    ],
    program: withGradients((x, weights) => tf.matMul(x, tf.mul<tf.Tensor2D>(weights, 0.05))),
    tolerance: 5e-5,
  },
  {
    name: 'a dense layer',
    inputs: [{ shape: [4, 6] }, { shape: [6, 5] }, { shape: [5] }],
    program: withGradients((x, weights, bias) => tf.relu(tf.add(tf.matMul(x, weights), bias))),
  },
]
