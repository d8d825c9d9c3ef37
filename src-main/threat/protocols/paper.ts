import { protocolSchema, type Protocol } from '../protocol.ts'
import type { ProtocolSetting } from './setting.ts'

const notes =
  'After the released code of Kamath et al. (arXiv 2002.11318): label-free rates; PGD-10 with random ' +
  'start at 2/255, 4/255 and 8/255, step 2/255, climbing the true label; one random transform an ' +
  'image, turned by ± 180·b degrees and shifted by ± b of the image together. It differs where that code ' +
  'attacks normalised pixels cut to [-1, 1]: here ε and clipping are those of pixels in [0, 1]. ' +
  'Transforms are bilinear and drawn from a seed (there: nearest neighbour, unseeded). The budgets b ' +
  'are ours, sixths; of them the smallest, ± 30 degrees, is the headline, beside 8/255.'

const step = { stepSize: { absolute: 2 / 255 } } as const
const sixths = [1, 2, 3, 4, 5, 6].map((part) => part / 6)

/** The released code's rates and grids, with perturbations measured and clipped in pixel scale. */
export function paperProtocol({ count, extent }: ProtocolSetting): Protocol {
  const pgd = { attack: 'pgd', norm: 'linf', epsilon: 8 / 255, steps: 10, ...step } as const
  const coupled = {
    attack: 'spatial-random',
    rotation: 180 * sixths[0],
    translation: extent * sixths[0],
  } as const
  const turned = { attack: 'spatial-random', rotation: 180, translation: 0 } as const
  return protocolSchema.parse({
    version: 1,
    name: 'paper',
    notes,
    subset: { count },
    plans: [pgd, coupled],
    curves: [
      { over: 'epsilon', values: [2, 4, 8].map((level) => level / 255), plan: pgd },
      { over: 'budget', values: sixths, extent, plan: coupled },
      { over: 'rotation', values: sixths.map((part) => 180 * part), plan: turned },
    ],
    examination: {},
  })
}
