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

/**
 * WideResNet-depth-width without dropout (Zagoruyko and Komodakis 2016, arXiv 1605.07146; as
 * yaodongyu/TRADES, models/wideresnet.py, less a block there that is never run).
 * @param depth 6 n + 4, for n blocks in each of three stages
 */
export function wideResNet({ depth, width }: { depth: number; width: number }): Architecture {
  const blocks = (depth - 4) / 6
  const initial = 'he-fan-out'
  const stem = convolution('stem', { size: 3, channels: 16, padding: 1, bias: false, initial })
  const stages = [16, 32, 64].flatMap((base, stage) =>
    Array.from({ length: blocks }, (_, i) => {
      const name = `stage${stage + 1}/block${i + 1}`
      return preActivated(name, base * width, stage > 0 && i === 0 ? 2 : 1, initial)
    }),
  )
  return (shape, classes) =>
    network(
      `wide-resnet-${depth}-${width}`,
      shape,
      chain(
        revealed('stem', stem),
        ...stages,
        ...[batchNorm('norm'), pointwise(relu), globalAveragePool],
        dense('dense', classes, 'fan-in'),
      ),
    )
}
