import { relu } from '@tensorflow/tfjs'
import {
  chain,
  convolution,
  dense,
  globalAveragePool,
  maxPool,
  pointwise,
  revealed,
  type LayerMaker,
} from '../layer/index.ts'
import type { Architecture } from '../model.ts'
import { network } from '../network.ts'

/** Channels of VGG-16's convolutions before each pool. */
const sixteen = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
]

/**
 * Stages of conv 3×3, batch norm and ReLU with a pool after each, then one dense layer.
 * @param stages channels of the convolutions before each pool
 */
export function vgg(name: string, stages: readonly (readonly number[])[]): Architecture {
  const stage = (channels: readonly number[], at: number): LayerMaker =>
    chain(
      ...channels.map((each, i) => convolve(`${at + 1}_${i + 1}`, each)),
      revealed(`pool${at + 1}`, maxPool(`pool${at + 1}`, 2)),
    )
  const head = (classes: number) => [globalAveragePool, dense('dense', classes, 'fan-in')]
  return (shape, classes) => network(name, shape, chain(...stages.map(stage), ...head(classes)))
}

/**
 * VGG-16 with batch norm for 32 × 32 images and one dense layer, which the paper's code calls StdCNN
 * (ksandeshk/spatial-vs-robustness, stdcnn; after kuangliu/pytorch-cifar, models/vgg.py; Simonyan and
 * Zisserman 2015, arXiv 1409.1556).
 */
export const vgg16Bn = vgg('vgg16-bn', sixteen)

function convolve(n: string, channels: number): LayerMaker {
  const settings = { size: 3, channels, padding: 1, norm: `norm${n}`, initial: 'fan-in' } as const
  return revealed(`conv${n}`, convolution(`conv${n}`, settings), pointwise(relu))
}
