import * as tf from '@tensorflow/tfjs'
import { withGradients, type OperationCase } from '../operation-case.ts'

interface Shape {
  readonly batch?: number
  readonly image: readonly [number, number, number]
  readonly filter: readonly [number, number, number]
  readonly strides: number | [number, number]
  readonly pad: 'same' | 'valid' | number
}

/** Image [height, width, channels], filter [height, width, output channels]. */
const shapes: Readonly<Record<string, Shape>> = {
  '3×3, same': { image: [7, 6, 3], filter: [3, 3, 4], strides: 1, pad: 'same' },
  '5×5, same, one channel': { image: [8, 8, 1], filter: [5, 5, 4], strides: 1, pad: 'same' },
  '5×5, same, many channels': { image: [8, 8, 16], filter: [5, 5, 32], strides: 1, pad: 'same' },
  '3×3, same, 20 channels': { image: [5, 7, 20], filter: [3, 3, 24], strides: 1, pad: 'same' },
  '3×3, valid': { image: [7, 6, 3], filter: [3, 3, 4], strides: 1, pad: 'valid' },
  '3×3, valid, many channels': { image: [7, 6, 16], filter: [3, 3, 16], strides: 1, pad: 'valid' },
  // Batches of 16: their filter gradients are convolutions in blocks of examples.
  '5×5, same, batch of 16': {
    batch: 16,
    image: [8, 8, 16],
    filter: [5, 5, 32],
    strides: 1,
    pad: 'same',
  },
  '5×5, one channel, batch of 16': {
    batch: 16,
    image: [9, 8, 1],
    filter: [5, 5, 16],
    strides: 1,
    pad: 'same',
  },
  '3×3, valid, batch of 32': {
    batch: 32,
    image: [10, 11, 4],
    filter: [3, 3, 16],
    strides: 1,
    pad: 'valid',
  },
  '3×3, valid, batch of 16, 20 channels': {
    batch: 16,
    image: [11, 10, 5],
    filter: [3, 3, 20],
    strides: 1,
    pad: 'valid',
  },
  '3×3, stride 2, batch of 16': {
    batch: 16,
    image: [17, 18, 16],
    filter: [3, 3, 16],
    strides: 2,
    pad: 'valid',
  },
  '4×4, stride 2, batch of 16': {
    batch: 16,
    image: [16, 16, 3],
    filter: [4, 4, 16],
    strides: 2,
    pad: 'same',
  },
  '1×1': { image: [5, 4, 16], filter: [1, 1, 8], strides: 1, pad: 'same' },
  '2×4, even, same': { image: [6, 7, 2], filter: [2, 4, 3], strides: 1, pad: 'same' },
  '3×3, stride 2, same': { image: [8, 7, 3], filter: [3, 3, 4], strides: 2, pad: 'same' },
  '3×3, stride 2, valid, rest': { image: [8, 9, 3], filter: [3, 3, 4], strides: 2, pad: 'valid' },
  '3×3, stride 2, many channels': {
    image: [8, 8, 16],
    filter: [3, 3, 32],
    strides: 2,
    pad: 'same',
  },
  '1×1, stride 2, even': { image: [6, 8, 16], filter: [1, 1, 16], strides: 2, pad: 'same' },
  '3×3, stride 2, padded by 1': { image: [8, 6, 16], filter: [3, 3, 16], strides: 2, pad: 1 },
  '5×5, stride 2, even': { image: [8, 8, 9], filter: [5, 5, 6], strides: 2, pad: 'same' },
  '1×1, stride 2': { image: [7, 8, 16], filter: [1, 1, 16], strides: 2, pad: 'same' },
  '3×3, strides 1 and 2': { image: [6, 7, 2], filter: [3, 3, 3], strides: [1, 2], pad: 'same' },
  '3×3, padded by 2': { image: [6, 6, 2], filter: [3, 3, 3], strides: 1, pad: 2 },
  '4×4, padded by 1, stride 2': { image: [8, 8, 8], filter: [4, 4, 8], strides: 2, pad: 1 },
}

const shapeCases = Object.entries(shapes).map(
  ([name, { batch = 3, image, filter, strides, pad }]) => {
    const [rows, columns, output] = filter
    return {
      name: `conv2d ${name}`,
      inputs: [
        { shape: [batch, ...image], domain: 'unit' as const },
        { shape: [rows, columns, image[2], output] },
      ],
      program: withGradients((x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad)),
      tolerance: 5e-5,
    }
  },
)

/** Wide enough for fewer multiplications; weights are made small, so that sums are near 1. */
const wide: Readonly<Record<string, Shape>> = {
  'tiles of 4': { image: [11, 12, 140], filter: [3, 3, 140], strides: 1, pad: 'same' },
  'tiles of 2': { image: [4, 4, 192], filter: [3, 3, 208], strides: 1, pad: 'same' },
  'tiles of 2 cut off': { image: [3, 5, 192], filter: [3, 3, 192], strides: 1, pad: 2 },
  'one tile': { image: [2, 2, 256], filter: [3, 3, 256], strides: 1, pad: 1 },
}

const wideCases = Object.entries(wide).map(([name, { image, filter, strides, pad }]) => ({
  name: `conv2d 3×3, wide, ${name}`,
  inputs: [
    { shape: [4, ...image], domain: 'unit' as const },
    { shape: [3, 3, image[2], filter[2]], domain: 'unit' as const },
  ],
  program: withGradients((x, w) =>
    tf.conv2d(x as tf.Tensor4D, tf.mul<tf.Tensor4D>(w, 0.05), strides, pad),
  ),
  tolerance: 5e-5,
}))

/** Two convolutions by fewer products, their relu and a pool, in the layout that these share. */
const wideChain = (batch: number, frozen?: readonly number[]): OperationCase => ({
  name: `conv2d 3×3, wide, twice and pooled, ${frozen ? 'constant filters' : 'filters that change'}, batch of ${batch}`,
  inputs: [
    { shape: [batch, 4, 4, 192], domain: 'unit' as const },
    { shape: [3, 3, 192, 208], domain: 'unit' as const },
    { shape: [208] },
    { shape: [3, 3, 208, 192], domain: 'unit' as const },
  ],
  program: withGradients(
    (x, first, bias, second) => {
      const once = tf.conv2d(x as tf.Tensor4D, tf.mul<tf.Tensor4D>(first, 0.03), 1, 'same')
      const pooled = tf.maxPool(tf.relu(tf.add<tf.Tensor4D>(once, bias)), 2, 2, 'valid')
      const twice = tf.conv2d(pooled, tf.mul<tf.Tensor4D>(second, 0.03), 1, 'same')
      return tf.maxPool(twice, 2, 2, 'valid')
    },
    frozen ? [0] : undefined,
  ),
  tolerance: 5e-5,
  frozen,
})

/** Convolutions of few channels under a relu and a pool, whose gradients stay by quarters. */
const pooled: Readonly<Record<string, Shape>> = {
  '5×5, same, one channel': { image: [12, 16, 1], filter: [5, 5, 16], strides: 1, pad: 'same' },
  '3×3, valid, three channels': {
    image: [14, 10, 3],
    filter: [3, 3, 20],
    strides: 1,
    pad: 'valid',
  },
  '4×4, padded by 1': { image: [9, 7, 2], filter: [4, 4, 16], strides: 1, pad: 1 },
}

const pooledCases = Object.entries(pooled).map(([name, { image, filter, strides, pad }]) => ({
  name: `conv2d under relu and pool, ${name}`,
  inputs: [
    { shape: [16, ...image], domain: 'coarse' as const },
    { shape: [filter[0], filter[1], image[2], filter[2]], domain: 'coarse' as const },
    { shape: [filter[2]], domain: 'coarse' as const },
  ],
  program: withGradients((x, w, bias) => {
    const maps = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad)
    return tf.maxPool(tf.relu(tf.add<tf.Tensor4D>(maps, bias)), 2, 2, 'valid')
  }),
  tolerance: 5e-5,
}))

/** Second convolutions, whose images are stored in blocks when their filter gradient is taken. */
const seconds: Readonly<Record<string, Shape>> = {
  '5×5, same': { image: [8, 8, 16], filter: [5, 5, 16], strides: 1, pad: 'same' },
  '3×3, valid, 20 filters': { image: [10, 10, 32], filter: [3, 3, 20], strides: 1, pad: 'valid' },
  '3×3, stride 2, same': { image: [16, 17, 32], filter: [3, 3, 16], strides: 2, pad: 'same' },
  '3×3, stride 2, padded by 1': { image: [17, 16, 32], filter: [3, 3, 16], strides: 2, pad: 1 },
  '1×1, stride 2': { image: [16, 17, 32], filter: [1, 1, 16], strides: 2, pad: 'valid' },
}

const secondCases = Object.entries(seconds).map(([name, { image, filter, strides, pad }]) => ({
  name: `conv2d behind another, ${name}`,
  inputs: [
    { shape: [16, image[0], image[1], 1], domain: 'unit' as const },
    { shape: [1, 1, 1, image[2]], domain: 'unit' as const },
    { shape: [filter[0], filter[1], image[2], filter[2]], domain: 'unit' as const },
  ],
  program: withGradients((x, first, second) => {
    const maps = tf.relu(tf.conv2d(x as tf.Tensor4D, first as tf.Tensor4D, 1, 'same'))
    return tf.conv2d(maps, tf.mul<tf.Tensor4D>(second, 0.01), strides, pad)
  }),
  tolerance: 5e-5,
}))

export const convolutionCases: readonly OperationCase[] = [
  ...shapeCases,
  ...wideCases,
  wideChain(2),
  wideChain(3, [1, 2, 3]),
  wideChain(16, [1, 2, 3]),
  ...pooledCases,
  ...secondCases,
  {
    name: 'conv2d with dilations',
    inputs: [{ shape: [2, 9, 8, 3] }, { shape: [3, 3, 3, 4] }],
    program: ([x, w]) => [
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same', 'NHWC', 2),
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid', 'NHWC', [2, 1]),
    ],
  },
  {
    name: 'conv2d with a bias',
    inputs: [{ shape: [2, 6, 6, 3] }, { shape: [3, 3, 3, 4] }, { shape: [4] }],
    program: withGradients((x, w, bias) =>
      tf.add(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'), bias),
    ),
    tolerance: 5e-5,
  },
  {
    name: 'conv2d used with and without its bias',
    inputs: [
      { shape: [2, 6, 6, 16], domain: 'unit' },
      { shape: [3, 3, 16, 16], domain: 'unit' },
      { shape: [16] },
    ],
    program: withGradients((x, w, bias) => {
      const plain = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')
      return tf.mul(tf.add(plain, bias), plain)
    }),
    tolerance: 1e-4,
  },
  {
    name: 'conv2dTranspose',
    inputs: [{ shape: [2, 4, 4, 3] }, { shape: [3, 3, 5, 3] }],
    program: withGradients((x, w) =>
      tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 8, 8, 5], 2, 'same'),
    ),
    tolerance: 5e-5,
  },
]
