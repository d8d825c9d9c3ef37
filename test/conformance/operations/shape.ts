import * as tf from '@tensorflow/tfjs'
import { withGradients, type Differentiable, type OperationCase } from '../operation-case.ts'

const images = { shape: [2, 4, 6, 3] } as const

/** Operations on images that only move elements. */
const movements: Readonly<Record<string, Differentiable>> = {
  'reshape to rows': (x) => tf.reshape(x, [2, -1]),
  'reshape across axes': (x) => tf.reshape(x, [4, 2, 18]),
  'squeeze and expandDims': (x) => tf.expandDims(tf.squeeze(tf.slice(x, [0, 1], [2, 1])), 1),
  'transpose to channels first': (x) => tf.transpose(x, [0, 3, 1, 2]),
  'transpose of everything': (x) => tf.transpose(x),
  'transpose twice': (x) => tf.transpose(tf.transpose(x, [3, 1, 0, 2]), [1, 0, 2, 3]),
  'reshape of a transposed': (x) => tf.reshape(tf.transpose(x, [0, 3, 1, 2]), [6, 24]),
  slice: (x) => tf.slice(x, [0, 1, 2, 1], [2, 2, 3, 2]),
  'slice to the end': (x) => tf.slice(x, [1, 2], [-1, -1]),
  'slice of a transposed': (x) => tf.slice(tf.transpose(x, [0, 3, 1, 2]), [0, 1], [2, 2]),
  pad: (x) => tf.pad(x, [[0, 0], [1, 2], [3, 0], [0, 0]], 0.5), // prettier-ignore
  'mirrorPad reflect': (x) => tf.mirrorPad(x, [[0, 0], [1, 2], [2, 1], [0, 0]], 'reflect'), // prettier-ignore
  concat: (x) => tf.concat([x, tf.mul(x, 2), tf.relu(x)], 3),
  'concat of examples': (x) => tf.concat([x, tf.neg(x)], 0),
  split: (x) => tf.mul(...(tf.split(x, 2, 2) as [tf.Tensor, tf.Tensor])),
  'split by sizes': (x) => tf.split(x, [1, 3], 1)[1],
  stack: (x) => tf.stack([x, tf.exp(x)], 1),
  unstack: (x) => tf.add(...(tf.unstack(x, 0) as [tf.Tensor, tf.Tensor])),
  tile: (x) => tf.tile(x, [1, 2, 1, 3]),
  'tile of a unit axis': (x) => tf.tile(tf.sum(x, 3, true), [1, 1, 1, 5]),
  broadcastTo: (x) => tf.broadcastTo(tf.mean(x, [1, 2], true), [2, 5, 5, 3]),
  reverse: (x) => tf.reverse(x, [1, 2]),
  'reverse of everything': (x) => tf.reverse(x),
}

const movementCases = Object.entries(movements).map(([name, move]) => ({
  name,
  inputs: [images],
  program: withGradients(move),
}))

export const shapeCases: readonly OperationCase[] = [
  ...movementCases,
  {
    name: 'stridedSlice with masks and steps back',
    inputs: [images],
    program: ([x]) => [
      tf.stridedSlice(x, [0, 0, 1], [2, 4, 6], [1, 2, 2]),
      tf.stridedSlice(x, [0, 3, 5], [2, 0, 1], [1, -1, -2]),
      tf.stridedSlice(x, [0, 1], [2, 4], [1, 1], 1, 1),
      tf.stridedSlice(x, [1, 1], [2, 2], [1, 1], 0, 0, 0, 0, 1),
      tf.stridedSlice(x, [0, 3], [2, -10], [1, -1]),
    ],
  },
  {
    name: 'mirrorPad symmetric',
    inputs: [images],
    program: ([x]) => [tf.mirrorPad(x, [[0, 0], [1, 2], [2, 1], [0, 0]], 'symmetric')], // prettier-ignore
  },
  {
    name: 'constants made in the program',
    inputs: [{ shape: [3, 4] }],
    program: ([x]) => [
      tf.zeros([2, 3]),
      tf.add(tf.onesLike(x), tf.zerosLike(x)),
      tf.fill([2, 2], 7, 'int32'),
      tf.range(0, 5, 1, 'float32'),
      tf.linspace(-1, 1, 5),
      tf.add(x, tf.eye(3, 4)),
      tf.mul(x, tf.tensor([1, 2, 3, 4])),
      tf.scalar(3),
    ],
  },
  {
    name: 'an input that is an output, twice',
    inputs: [{ shape: [3] }],
    program: ([x]) => [x, x, tf.neg(x), tf.neg(x)],
  },
  {
    name: 'an input that is not used',
    inputs: [{ shape: [3] }, { shape: [2] }],
    program: ([x]) => [tf.exp(x)],
  },
]
