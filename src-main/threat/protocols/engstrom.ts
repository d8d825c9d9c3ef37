import { protocolSchema, type Protocol } from '../protocol.ts'
import type { ProtocolSetting } from './setting.ts'

const notes =
  'After Engstrom et al. (arXiv 1712.02779): rotation ± 30 degrees and translation ± 3 px, as the worst ' +
  'of 10 random draws an image and as the worst of 31 × 5 × 5 = 775 points. It differs in resampling ' +
  'once, bilinearly, where their code rotates and then translates, and in its draws. No gradients ' +
  'are used, so no examination for masking is needed.'

const rotation = 30
const translation = 3

/** Worst-of-10 and the 775-point grid inside ± 30° and ± 3 px, with curves over angle and shift. */
export function engstromProtocol({ count }: ProtocolSetting): Protocol {
  const drawn = { attack: 'spatial-random', rotation, translation, draws: 10 } as const
  const grid = {
    ...{ attack: 'spatial-grid', rotation, translation },
    ...{ rotations: 31, translations: 5 },
  } as const
  return protocolSchema.parse({
    version: 1,
    name: 'engstrom',
    notes,
    subset: { count },
    plans: [drawn, grid],
    curves: [
      { over: 'rotation', values: [5, 10, 15, 20, 25, 30], plan: { ...drawn, translation: 0 } },
      { over: 'translation', values: [1, 2, 3], plan: { ...drawn, rotation: 0 } },
    ],
    heatmaps: [
      { rotations: [0, 10, 20, 30], translations: [0, 1, 2, 3], plan: { ...drawn, draws: 1 } },
    ],
  })
}
