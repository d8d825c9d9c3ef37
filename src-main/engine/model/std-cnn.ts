import * as tf from '@tensorflow/tfjs'
import { convolve, dense, flatten, halved, layer } from './layers.ts'
import type { Architecture } from './model.ts'

/**
 * A small planar network that trains in minutes on two cores: conv 4×4-16 and conv 4×4-32, both of
 * stride 2, dense 100, dense classes. Source: locuslab/fast_adversarial, MNIST/mnist_net.py (Wong,
 * Rice and Kolter 2020, arXiv 2001.03994). Pixels are read as they are: on digits, centring them
 * (black at −1) kept PGD training at ε = 0.1 from leaving chance level.
 */
export const stdCnn: Architecture = (shape, classes) => {
  const features = halved(shape.height, 2) * halved(shape.width, 2) * 32
  return {
    name: 'std-cnn',
    weights: [
      ...layer('conv1', [4, 4, shape.channels, 16], 'he'),
      ...layer('conv2', [4, 4, 16, 32], 'he'),
      ...layer('dense1', [features, 100], 'he'),
      ...layer('dense2', [100, classes], 'glorot'),
    ],
    forward(images, [k1, b1, k2, b2, k3, b3, k4, b4]) {
      const features = convolve(convolve(images, k1, b1, 2), k2, b2, 2)
      return dense(tf.relu(dense(flatten(features), k3, b3)), k4, b4)
    },
  }
}
