import * as tf from '@tensorflow/tfjs'
import { centre, convolve, dense, flatten, layer, pool, pooled } from './layers.ts'
import type { Architecture } from './model.ts'

/**
 * A small planar network that trains in minutes on two cores: pixels to [-1, 1], conv 3×3-16, pool,
 * conv 3×3-32, pool, dense 64, dense classes.
 */
export const stdCnn: Architecture = (shape, classes) => {
  const features = pooled(shape.height, 2) * pooled(shape.width, 2) * 32
  return {
    name: 'std-cnn',
    weights: [
      ...layer('conv1', [3, 3, shape.channels, 16], 'he'),
      ...layer('conv2', [3, 3, 16, 32], 'he'),
      ...layer('dense1', [features, 64], 'he'),
      ...layer('dense2', [64, classes], 'glorot'),
    ],
    forward(images, [k1, b1, k2, b2, k3, b3, k4, b4]) {
      const first = pool(convolve(centre(images), k1, b1))
      const second = pool(convolve(first, k2, b2))
      return dense(tf.relu(dense(flatten(second), k3, b3)), k4, b4)
    },
  }
}
