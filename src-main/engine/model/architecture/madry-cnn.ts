import { relu } from '@tensorflow/tfjs'
import { chain, convolution, dense, maxPool, pointwise, revealed } from '../layer/index.ts'
import type { Architecture } from '../model.ts'
import { network } from '../network.ts'

/**
 * Madry's MNIST network: conv 5×5-32, pool, conv 5×5-64, pool, dense 1024, dense classes; no
 * normalisation. Source: MadryLab/mnist_challenge, model.py (Madry et al. 2018, arXiv 1706.06083).
 */
export const madryCnn: Architecture = (shape, classes) => {
  const convolve = (n: number, channels: number) =>
    chain(
      revealed(
        `conv${n}`,
        convolution(`conv${n}`, { size: 5, channels, padding: 'same' }),
        pointwise(relu),
      ),
      revealed(`pool${n}`, maxPool(`pool${n}`, 2, 'same')),
    )
  return network(
    'madry-cnn',
    shape,
    chain(
      ...[convolve(1, 32), convolve(2, 64)],
      ...[dense('dense1', 1024, 'he'), pointwise(relu), dense('dense2', classes, 'glorot')],
    ),
  )
}
