import { relu } from '@tensorflow/tfjs'
import { p4m, trivial, type Group } from '../group/group.ts'
import {
  chain,
  convolution,
  dense,
  globalAveragePool,
  orbitMaxPool,
  pointwise,
  residual,
  revealed,
  type LayerMaker,
} from '../layer/index.ts'
import type { Architecture } from '../model.ts'
import { network } from '../network.ts'

/**
 * ResNet-18 for 32 × 32 images: conv 3×3, then two basic blocks in each of four stages, halving the
 * map from the second on (He et al. 2016, arXiv 1512.03385; kuangliu/pytorch-cifar, models/resnet.py).
 * @param widths channels of the stages, for each element of the group
 * @param head what is done with the last maps before the dense layer
 */
export function resNet(
  name: string,
  group: Group,
  widths: readonly number[],
  head: LayerMaker,
): Architecture {
  const stem = convolution('stem/conv', { ...plain(widths[0], 3), group, norm: 'stem/norm' })
  return (shape, classes) =>
    network(
      name,
      shape,
      chain(
        revealed('stem', stem, pointwise(relu)),
        ...widths.flatMap((width, stage) => [
          block(`stage${stage + 1}/block1`, width, stage === 0 ? 1 : 2),
          block(`stage${stage + 1}/block2`, width, 1),
        ]),
        revealed('pooled', head),
        dense('dense', classes, 'fan-in'),
      ),
    )
}

/** Two convolutions and a shortcut, a 1×1 convolution where the size changes. */
function block(name: string, channels: number, stride: 1 | 2): LayerMaker {
  const main = chain(
    convolution(`${name}/conv1`, { ...plain(channels, 3), stride, norm: `${name}/norm1` }),
    pointwise(relu),
    convolution(`${name}/conv2`, { ...plain(channels, 3), norm: `${name}/norm2` }),
  )
  const shortcut = convolution(`${name}/shortcut/conv`, {
    ...plain(channels, 1),
    stride,
    norm: `${name}/shortcut/norm`,
  })
  return (input) => {
    const isSame = stride === 1 && input.channels === channels
    const sum = residual(main, isSame ? undefined : shortcut)
    return revealed(name, sum, pointwise(relu))(input)
  }
}

function plain(channels: number, size: 1 | 3) {
  return { size, channels, padding: size === 3 ? 1 : 0, bias: false, initial: 'fan-in' } as const
}

export const resNet18 = resNet('resnet-18', trivial, [64, 128, 256, 512], globalAveragePool)

/** How the last maps of a group network meet the dense layer. */
export const p4mHeads = {
  /** The maximum over turns and mirrorings, which leaves them behind. */
  orbit: chain(globalAveragePool, orbitMaxPool),
  /** All elements side by side: the logits change when the image is turned. As the released code. */
  flatten: globalAveragePool,
} as const

/**
 * ResNet-18 of P4M convolutions, of about as many parameters (adambielski/pytorch-gconv-experiments,
 * cifar10/models/resnet.py; ksandeshk/spatial-vs-robustness, gcnn). Strides of 2 on even sizes keep
 * it from being equivariant exactly.
 */
export function p4mResNet18(pooling: keyof typeof p4mHeads): Architecture {
  const name = pooling === 'flatten' ? 'p4m-resnet-18, flatten' : 'p4m-resnet-18'
  return resNet(name, p4m, [23, 45, 91, 181], p4mHeads[pooling])
}
