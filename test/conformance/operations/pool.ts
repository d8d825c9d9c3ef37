import * as tf from '@tensorflow/tfjs'
import { withGradients, type OperationCase } from '../operation-case.ts'

type Pool = (x: tf.Tensor4D, size: number, strides: number, pad: 'same' | 'valid') => tf.Tensor

const windows: Readonly<Record<string, [readonly number[], number, number, 'same' | 'valid']>> = {
  '2×2': [[3, 6, 8, 4], 2, 2, 'same'],
  '2×2, 16 channels': [[3, 6, 8, 16], 2, 2, 'valid'],
  '2×2 on odd sizes, same': [[3, 7, 5, 4], 2, 2, 'same'],
  '2×2 on odd sizes, valid': [[3, 7, 5, 4], 2, 2, 'valid'],
  '3×3, stride 3': [[2, 9, 6, 4], 3, 3, 'valid'],
  '3×3, stride 2, overlapping': [[2, 8, 7, 4], 3, 2, 'same'],
  '3×3, stride 1': [[2, 5, 6, 2], 3, 1, 'same'],
  '2×2, stride 3': [[2, 8, 8, 2], 2, 3, 'valid'],
}

const pools: Readonly<Record<string, Pool>> = { maxPool: tf.maxPool, avgPool: tf.avgPool }

/**
 * tfjs divides an average pool's gradient by the whole window, also where part of the window is
 * padding, though its average is over the pixels alone; the onnx engine's gradient is tested by
 * finite differences in test/main/engine/onnx.
 */
function hasTrustedGradient(name: string, label: string): boolean {
  const isPadded = ['2×2 on odd sizes, same', '3×3, stride 2, overlapping', '3×3, stride 1']
  return name === 'maxPool' || !isPadded.includes(label)
}

/** Rows above and below, then columns before and after, as imported models have them. */
const uneven: tf.backend_util.ExplicitPadding = [
  [0, 0],
  [1, 2],
  [0, 1],
  [0, 0],
]

const windowCases = Object.entries(pools).flatMap(([name, pool]) =>
  Object.entries(windows).flatMap(([label, [shape, size, strides, pad]]) =>
    (['real', 'coarse'] as const).map((domain) => ({
      name: `${name} ${label}${domain === 'coarse' ? ', with ties' : ''}`,
      inputs: [{ shape, domain }],
      program: hasTrustedGradient(name, label)
        ? withGradients((x) => pool(x as tf.Tensor4D, size, strides, pad))
        : ([x]: tf.Tensor[]) => [pool(x as tf.Tensor4D, size, strides, pad)],
    })),
  ),
)

export const poolCases: readonly OperationCase[] = [
  ...windowCases,
  {
    name: 'maxPool 3×3, padded unevenly',
    inputs: [{ shape: [2, 6, 7, 3] }],
    program: withGradients((x) => tf.maxPool(x as tf.Tensor4D, 3, 2, uneven)),
  },
  {
    name: 'avgPool 3×3, padded unevenly',
    inputs: [{ shape: [2, 6, 7, 3] }],
    program: ([x]) => [tf.avgPool(x as tf.Tensor4D, 3, 2, uneven)],
  },
  {
    name: 'maxPool of relu, with ties',
    inputs: [{ shape: [3, 6, 8, 4], domain: 'coarse' }],
    program: withGradients((x) => tf.maxPool(tf.relu(x) as tf.Tensor4D, 2, 2, 'same')),
  },
  {
    name: 'maxPool of relu that is also used elsewhere',
    inputs: [{ shape: [3, 6, 8, 4], domain: 'coarse' }],
    program: withGradients((x) => {
      const rectified = tf.relu(x) as tf.Tensor4D
      return tf.add(tf.maxPool(rectified, 2, 2, 'same'), tf.avgPool(rectified, 2, 2, 'same'))
    }),
  },
]
