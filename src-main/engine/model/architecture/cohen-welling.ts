import { relu } from '@tensorflow/tfjs'
import { p4, trivial, type Group } from '../group/group.ts'
import {
  chain,
  convolution,
  globalMaxPool,
  maxPool,
  orbitMaxPool,
  pointwise,
  revealed,
  type LayerMaker,
} from '../layer/index.ts'
import type { Architecture } from '../model.ts'
import { network } from '../network.ts'

/**
 * Cohen and Welling's networks for rotated MNIST (2016, arXiv 1602.07576): six times conv 3×3, batch
 * norm, ReLU, a pool after the second, then conv 4×4 to the classes and the maximum over turns and
 * plane. Source: tscohen/gconv_experiments, MNIST_ROT/models. Theirs is trained with dropout of 0.3
 * in the planar network; ours has none.
 */
function cohenWelling(name: string, group: Group, channels: number): Architecture {
  const block = (n: number): LayerMaker =>
    revealed(
      `conv${n}`,
      convolution(`conv${n}`, { size: 3, channels, group, norm: `norm${n}` }),
      pointwise(relu),
    )
  return (shape, classes) =>
    network(
      name,
      shape,
      chain(
        ...[block(1), block(2), revealed('pool2', maxPool('pool2', 2))],
        ...[block(3), block(4), block(5), block(6)],
        revealed('top', convolution('top', { size: 4, channels: classes })),
        ...[orbitMaxPool, globalMaxPool],
      ),
    )
}

/** The planar network, 21,750 parameters on digits. */
export const z2Cnn = cohenWelling('z2-cnn', trivial, 20)
/** Its P4 twin, 24,680 parameters on digits. */
export const p4Cnn = cohenWelling('p4-cnn', p4, 10)
