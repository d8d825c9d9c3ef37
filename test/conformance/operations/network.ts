import * as tf from '@tensorflow/tfjs'
import { withGradients, type CaseInput, type OperationCase } from '../operation-case.ts'

const weights: readonly CaseInput[] = [
  { shape: [5, 5, 1, 16], domain: 'unit' },
  { shape: [16], domain: 'unit' },
  { shape: [3, 3, 16, 32], domain: 'unit' },
  { shape: [32], domain: 'unit' },
  { shape: [128, 10], domain: 'unit' },
]

/** conv–relu–pool, twice, then a dense layer: the chain that must stay channels-first. */
function logits(images: tf.Tensor, w: readonly tf.Tensor[]): tf.Tensor {
  const layer = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor): tf.Tensor4D => {
    const sum = tf.add(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same'), bias)
    return tf.maxPool(tf.relu(sum) as tf.Tensor4D, 2, 2, 'same')
  }
  const features = layer(layer(images, w[0], w[1]), w[2], w[3])
  return tf.matMul(tf.reshape(tf.mul(features, 0.05), [images.shape[0], -1]), w[4])
}

function loss(images: tf.Tensor, w: readonly tf.Tensor[]): tf.Scalar {
  const first = tf.slice(tf.logSoftmax(logits(images, w)), [0, 0], [-1, 1])
  return tf.neg(tf.mean(first))
}

function ascend(images: tf.Tensor, w: readonly tf.Tensor[]): tf.Tensor {
  const slope = tf.grad((x) => loss(x, w))(images)
  return tf.clipByValue(tf.add(images, tf.mul(tf.sign(slope), 0.02)), 0, 1)
}

const images: CaseInput = { shape: [4, 8, 8, 1], domain: 'positive' }

export const networkCases: readonly OperationCase[] = [
  {
    name: 'a small convolutional network',
    inputs: [images, ...weights],
    program: withGradients((x, ...w) => logits(x, w)),
    tolerance: 1e-4,
  },
  {
    name: 'a residual block',
    inputs: [
      { shape: [2, 6, 6, 16] },
      { shape: [3, 3, 16, 16], domain: 'unit' },
      { shape: [3, 3, 16, 16], domain: 'unit' },
    ],
    program: withGradients((x, a, b) => {
      const inner = tf.relu(tf.conv2d(x as tf.Tensor4D, a as tf.Tensor4D, 1, 'same'))
      const outer = tf.conv2d(inner, b as tf.Tensor4D, 1, 'same')
      return tf.mean(tf.relu(tf.add(x, tf.mul(outer, 0.1))), [1, 2])
    }),
    tolerance: 1e-4,
  },
  {
    name: 'two attack steps and a training step in one program',
    inputs: [images, ...weights],
    program: ([x, ...w]) => {
      const perturbed = ascend(ascend(x, w), w)
      const { value, grads } = tf.valueAndGrads((...all) => loss(perturbed, all))(w)
      return [value, perturbed, ...w.map((each, i) => tf.sub(each, tf.mul(grads[i], 0.1)))]
    },
    tolerance: 1e-4,
  },
  {
    name: 'many channels, normalised and averaged',
    inputs: [
      { shape: [3, 8, 8, 3] },
      { shape: [3, 3, 3, 32], domain: 'unit' },
      { shape: [3, 3, 32, 16], domain: 'unit' },
      { shape: [32], domain: 'unit' },
    ],
    program: withGradients((x, a, b, scale) => {
      const inner = tf.conv2d(x as tf.Tensor4D, a as tf.Tensor4D, 1, 'same')
      const { mean, variance } = tf.moments(inner, [0, 1, 2])
      const normal = tf.mul(tf.sub(inner, mean), tf.rsqrt(tf.add(variance, 1e-3)))
      const rectified = tf.leakyRelu(tf.mul(normal, scale), 0.1)
      const outer = tf.conv2d(rectified as tf.Tensor4D, b as tf.Tensor4D, 2, 'same')
      return tf.add(tf.mean(outer, [1, 2]), tf.sum(tf.argMax(outer, 3), [1, 2]).expandDims(1))
    }),
    tolerance: 2e-4,
  },
  {
    name: 'many channels, read in every way',
    inputs: [{ shape: [2, 6, 4, 2] }, { shape: [3, 3, 2, 16] }, { shape: [2, 6, 4, 16] }],
    program: ([x, w, other]) => {
      const maps = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')
      return [
        maps,
        tf.transpose(maps, [0, 3, 1, 2]),
        tf.greater(maps, other),
        tf.max(maps, 3),
        tf.sum(maps, [0, 1, 2]),
        tf.mean(maps, [1, 2, 3]),
        tf.concat([maps, other], 3),
        tf.add(maps, tf.slice(other, [0, 0, 0, 0], [1, 6, 4, 16])),
        tf.add(maps, tf.slice(other, [0, 0, 0, 0], [2, 6, 4, 1])),
        tf.relu(maps),
        tf.cast(tf.relu(maps), 'int32'),
      ]
    },
    tolerance: 2e-5,
  },
  {
    name: 'the gradient of a gradient',
    inputs: [{ shape: [3, 4] }],
    program: ([x]) => {
      const inner = (z: tf.Tensor): tf.Tensor => tf.sum(tf.mul(tf.exp(z), tf.square(z)))
      return [tf.grad((z) => tf.sum(tf.square(tf.grad(inner)(z))))(x)]
    },
    tolerance: 1e-4,
  },
]
