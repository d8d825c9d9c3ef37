import { protocolSchema, type Protocol } from './protocol.ts'

interface QuickSizes {
  /** Test images evaluated. */
  readonly count: number
  /** L∞ radius of the headline attack. */
  readonly epsilon: number
  /** ± degrees of the headline transform. */
  readonly rotation: number
  /** ± px of the headline transform. */
  readonly translation?: number
}

const sixths = (limit: number): number[] =>
  Array.from({ length: 6 }, (_, i) => Number(((limit * (i + 1)) / 6).toPrecision(6)))

/** PGD-20 and random transforms at the asked strengths, with a curve of six points up to each. */
export function quickProtocol({ count, epsilon, rotation, translation = 0 }: QuickSizes): Protocol {
  const pgd = { attack: 'pgd', norm: 'linf', epsilon, steps: 20 } as const
  const spatial = { attack: 'spatial-random', rotation, translation } as const
  return protocolSchema.parse({
    version: 1,
    name: 'quick',
    subset: { count },
    plans: [pgd, spatial],
    curves: [
      { over: 'epsilon', values: sixths(epsilon), plan: pgd },
      { over: 'rotation', values: sixths(rotation), plan: spatial },
    ],
  })
}
