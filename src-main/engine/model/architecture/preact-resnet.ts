import { relu } from '@tensorflow/tfjs'
import {
  batchNorm,
  chain,
  convolution,
  dense,
  globalAveragePool,
  pointwise,
  revealed,
} from '../layer/index.ts'
import type { Architecture } from '../model.ts'
import { network } from '../network.ts'
import { preActivated } from './pre-activated.ts'

const initial = 'fan-in'

/**
 * PreActResNet-18 for 32 × 32 images with batch norm and ReLU before the pool, as
 * locuslab/fast_adversarial, CIFAR10/preact_resnet.py; kuangliu/pytorch-cifar's has none there.
 */
export const preActResNet18: Architecture = (shape, classes) =>
  network(
    'preact-resnet-18',
    shape,
    chain(
      revealed(
        'stem',
        convolution('stem', { size: 3, channels: 64, padding: 1, bias: false, initial }),
      ),
      ...[64, 128, 256, 512].flatMap((width, stage) => [
        preActivated(`stage${stage + 1}/block1`, width, stage === 0 ? 1 : 2, initial),
        preActivated(`stage${stage + 1}/block2`, width, 1, initial),
      ]),
      ...[batchNorm('norm'), pointwise(relu), globalAveragePool],
      dense('dense', classes, initial),
    ),
  )
