import * as tf from '@tensorflow/tfjs'
import { convolve, dense, flatten, halved, layer, pool } from './layers.ts'
import type { Architecture } from './model.ts'

/**
 * Madry's MNIST network: conv 5×5-32, pool, conv 5×5-64, pool, dense 1024, dense classes; no
 * normalisation. Source: MadryLab/mnist_challenge, model.py (Madry et al. 2018, arXiv 1706.06083).
 */
export const madryCnn: Architecture = (shape, classes) => {
  const features = halved(shape.height, 2) * halved(shape.width, 2) * 64
  return {
    name: 'madry-cnn',
    weights: [
      ...layer('conv1', [5, 5, shape.channels, 32], 'he'),
      ...layer('conv2', [5, 5, 32, 64], 'he'),
      ...layer('dense1', [features, 1024], 'he'),
      ...layer('dense2', [1024, classes], 'glorot'),
    ],
    forward(images, [k1, b1, k2, b2, k3, b3, k4, b4]) {
      const first = pool(convolve(images, k1, b1))
      const second = pool(convolve(first, k2, b2))
      return dense(tf.relu(dense(flatten(second), k3, b3)), k4, b4)
    },
  }
}
