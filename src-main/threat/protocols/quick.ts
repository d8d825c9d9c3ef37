import { protocolSchema, type Protocol } from '../protocol.ts'

export interface QuickSizes {
  /** Test images evaluated. */
  readonly count: number
  /** L∞ radius of the headline attack. */
  readonly epsilon: number
  /** ± degrees of the headline transform. */
  readonly rotation: number
  /** ± px of the headline transform. */
  readonly translation?: number
}

const notes =
  'A first look: PGD-20 without restarts and one random transform an image. Neither is a worst ' +
  'case; "autoattack" and "engstrom" come nearer to one.'

/** `count` even parts of a range, the last of them the limit. */
const parts = (limit: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Number(((limit * (i + 1)) / count).toPrecision(6)))

/**
 * PGD-20 and random transforms at the asked strengths, with a curve of six points up to each, and
 * a heatmap around the transform.
 */
export function quickProtocol({ count, epsilon, rotation, translation = 0 }: QuickSizes): Protocol {
  const pgd = { attack: 'pgd', norm: 'linf', epsilon, steps: 20 } as const
  const spatial = { attack: 'spatial-random', rotation, translation } as const
  return protocolSchema.parse({
    version: 1,
    name: 'quick',
    notes,
    subset: { count },
    plans: [pgd, spatial],
    curves: [
      { over: 'epsilon', values: parts(epsilon, 6), plan: pgd },
      { over: 'rotation', values: parts(rotation, 6), plan: spatial },
    ],
    heatmaps: [
      {
        rotations: [0, ...parts(rotation, 3)],
        translations: [0, ...parts(translation || 3, 3)],
        plan: spatial,
      },
    ],
    examination: {},
  })
}
