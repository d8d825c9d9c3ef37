import { relu } from '@tensorflow/tfjs'
import {
  batchNorm,
  chain,
  convolution,
  pointwise,
  residual,
  revealed,
  type LayerMaker,
} from '../layer/index.ts'
import type { WeightSpec } from '../weight-spec.ts'

/**
 * A pre-activation block: batch norm and ReLU before each of two convolutions, and a shortcut past
 * them, which is a 1×1 convolution of the activated input where the size changes (He et al. 2016,
 * arXiv 1603.05027).
 */
export function preActivated(
  name: string,
  channels: number,
  stride: 1 | 2,
  initial: WeightSpec['initial'],
): LayerMaker {
  const plain = { channels, bias: false, initial }
  const activate = chain(batchNorm(`${name}/norm1`), pointwise(relu))
  const convolve = chain(
    convolution(`${name}/conv1`, {
      ...plain,
      size: 3,
      padding: 1,
      stride,
      norm: `${name}/norm2`,
    }),
    pointwise(relu),
    convolution(`${name}/conv2`, { ...plain, size: 3, padding: 1 }),
  )
  const shortcut = convolution(`${name}/shortcut`, { ...plain, size: 1, stride })
  return (input) => {
    const isSame = stride === 1 && input.channels === channels
    const sum = isSame
      ? residual(chain(activate, convolve))
      : chain(activate, residual(convolve, shortcut))
    return revealed(name, sum)(input)
  }
}
