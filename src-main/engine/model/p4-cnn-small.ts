import { relu } from '@tensorflow/tfjs'
import { p4 } from './group/group.ts'
import {
  chain,
  convolution,
  dense,
  globalMaxPool,
  maxPool,
  orbitMaxPool,
  pointwise,
} from './layer/index.ts'
import type { Architecture } from './model.ts'
import { network } from './network.ts'

/**
 * The equivariant twin of std-cnn, our own: P4 convolutions 5×5-8, pool, 5×5-8, pool, 4×4-16, the
 * maximum over plane and turns, dense classes. Every convolution is valid and every pool divides its
 * map, so that its logits do not change under quarter turns; 28 × 28 and 32 × 32 images fit.
 */
export const p4CnnSmall: Architecture = (shape, classes) =>
  network(
    'p4-cnn-small',
    shape,
    chain(
      convolution('conv1', { size: 5, channels: 8, group: p4 }),
      pointwise(relu),
      maxPool('pool1', 2),
      convolution('conv2', { size: 5, channels: 8 }),
      pointwise(relu),
      maxPool('pool2', 2),
      convolution('conv3', { size: 4, channels: 16 }),
      pointwise(relu),
      globalMaxPool,
      orbitMaxPool,
      dense('dense1', classes, 'glorot'),
    ),
  )
