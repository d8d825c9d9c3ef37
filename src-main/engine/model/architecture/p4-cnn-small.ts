import { relu } from '@tensorflow/tfjs'
import { p4 } from '../group/group.ts'
import {
  chain,
  convolution,
  dense,
  globalMaxPool,
  orbitMaxPool,
  pointwise,
  revealed,
  type LayerMaker,
} from '../layer/index.ts'
import type { Architecture } from '../model.ts'
import { network } from '../network.ts'

/**
 * The equivariant twin of std-cnn, our own, of about as many parameters: P4 convolutions 4×4-8 and
 * 5×5-16 of stride 2, 5×5-100 in place of the dense layer, the maximum over plane and turns, dense
 * classes. The convolutions are valid and their strides divide, so that its logits do not change
 * under quarter turns: images of 28, 32, 36, … pixels fit. Batch norm keeps PGD training at ε = 0.1
 * from staying at chance level on digits, which it does without; std-cnn needs none.
 */
export const p4CnnSmall: Architecture = (shape, classes) => {
  const block = (n: number, size: number, channels: number, stride: 1 | 2): LayerMaker => {
    const settings = { size, channels, stride, group: p4, norm: `norm${n}`, isExact: true } as const
    return revealed(`conv${n}`, convolution(`conv${n}`, settings), pointwise(relu))
  }
  return network(
    'p4-cnn-small',
    shape,
    chain(
      ...[block(1, 4, 8, 2), block(2, 5, 16, 2), block(3, 5, 100, 1)],
      revealed('pooled', globalMaxPool, orbitMaxPool),
      dense('dense', classes, 'glorot'),
    ),
  )
}
