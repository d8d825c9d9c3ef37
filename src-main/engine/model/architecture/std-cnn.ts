import { relu } from '@tensorflow/tfjs'
import { chain, convolution, dense, pointwise, revealed } from '../layer/index.ts'
import type { Architecture } from '../model.ts'
import { network } from '../network.ts'

/**
 * A small planar network that trains in minutes on two cores: conv 4×4-16 and conv 4×4-32, both of
 * stride 2, dense 100, dense classes. Source: locuslab/fast_adversarial, MNIST/mnist_net.py (Wong,
 * Rice and Kolter 2020, arXiv 2001.03994). Pixels are read as they are: on digits, centring them
 * (black at −1) kept PGD training at ε = 0.1 from leaving chance level.
 */
export const stdCnn: Architecture = (shape, classes) => {
  const convolve = (n: number, channels: number) =>
    revealed(
      `conv${n}`,
      convolution(`conv${n}`, { size: 4, channels, stride: 2, padding: 'same' }),
      pointwise(relu),
    )
  return network(
    'std-cnn',
    shape,
    chain(
      ...[convolve(1, 16), convolve(2, 32)],
      ...[dense('dense1', 100, 'he'), pointwise(relu), dense('dense2', classes, 'glorot')],
    ),
  )
}
