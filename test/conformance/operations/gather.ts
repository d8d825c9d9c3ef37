import * as tf from '@tensorflow/tfjs'
import { withGradients, type OperationCase } from '../operation-case.ts'

const table = { shape: [5, 3] } as const

export const gatherCases: readonly OperationCase[] = [
  {
    name: 'gather of rows',
    inputs: [table, { shape: [8], dtype: 'int32', domain: { below: 5 } }],
    program: withGradients((x, i) => tf.gather(x, tf.cast(i, 'int32')), [0]),
  },
  {
    name: 'gather along the last axis',
    inputs: [table, { shape: [4], dtype: 'int32', domain: { below: 3 } }],
    program: withGradients((x, i) => tf.gather(x, i, 1), [0]),
  },
  {
    name: 'gather by a matrix of indices',
    inputs: [{ shape: [9, 2] }, { shape: [3, 4], dtype: 'int32', domain: { below: 9 } }],
    program: ([x, i]) => [tf.gather(x, i)],
  },
  {
    name: 'gather within each batch',
    inputs: [{ shape: [3, 5, 2] }, { shape: [3, 4], dtype: 'int32', domain: { below: 5 } }],
    program: ([x, i]) => [tf.gather(x, i, 1, 1)],
  },
  {
    name: 'gatherND',
    inputs: [{ shape: [4, 5, 2] }, { shape: [6, 2], dtype: 'int32', domain: { below: 4 } }],
    program: ([x, i]) => [tf.gatherND(x, i)],
  },
  {
    name: 'gather of pixels, as a warp does',
    inputs: [
      { shape: [2, 6, 6, 3] },
      { shape: [72], dtype: 'int32', domain: { below: 72 } },
      { shape: [72, 1] },
    ],
    program: withGradients(
      (x, i, weight) => {
        const pixels = tf.gather(tf.reshape(x, [72, 3]), i)
        return tf.reshape(tf.mul(pixels, weight), [2, 6, 6, 3])
      },
      [0, 2],
    ),
  },
  {
    name: 'unsortedSegmentSum of rows',
    inputs: [{ shape: [12, 3] }, { shape: [12], dtype: 'int32', domain: { below: 4 } }],
    program: withGradients((x, i) => tf.unsortedSegmentSum(x, i as tf.Tensor1D, 6), [0]),
  },
  {
    name: 'unsortedSegmentSum of numbers',
    inputs: [{ shape: [12] }, { shape: [12], dtype: 'int32', domain: { below: 4 } }],
    program: ([x, i]) => [tf.unsortedSegmentSum(x, i as tf.Tensor1D, 4)],
  },
  {
    name: 'oneHot',
    inputs: [{ shape: [7], dtype: 'int32', domain: { below: 5 } }],
    program: ([i]) => [tf.oneHot(i, 4), tf.oneHot(i, 5, 0.9, 0.1, 'float32')],
  },
]
