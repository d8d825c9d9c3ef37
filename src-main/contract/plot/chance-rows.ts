import { tInterval } from '#comparison'
import type { Comparison } from '../comparison.ts'

type Pair = Comparison['pairs'][number]
type Compared = Pick<Comparison, 'pairs' | 'runs'>

/** What sets a group apart from the baseline under one family of perturbations. */
export interface ChanceRow {
  readonly family: Pair['family']
  /** McNemar's tests, one a seed, each with its gain in accuracy over the baseline. */
  readonly pairs: readonly (Pair & { readonly gain: number | null })[]
  /** Mean of the gains, with Student's t interval at 95 % where there are two or more. */
  readonly gain: {
    readonly mean: number
    readonly interval: readonly [low: number, high: number] | null
    readonly count: number
  } | null
}

const families = ['clean', 'adversarial', 'spatial'] as const

/** The families under which runs of a group met the images and attacks of the baseline. */
export function chanceRows(
  { pairs, runs }: Compared,
  group: { readonly runs: readonly string[] },
): ChanceRow[] {
  const accuracyOf = (id: string, family: Pair['family']): number | null =>
    runs.find((run) => run.id === id)?.scores?.[family] ?? null
  return families.flatMap((family) => {
    const found = pairs
      .filter((pair) => pair.family === family && group.runs.includes(pair.b))
      .map((pair) => {
        const [theirs, ours] = [accuracyOf(pair.a, family), accuracyOf(pair.b, family)]
        return { ...pair, gain: ours === null || theirs === null ? null : ours - theirs }
      })
    if (found.length === 0) return []
    return [{ family, pairs: found, gain: meanOf(found.flatMap(({ gain }) => gain ?? [])) }]
  })
}

function meanOf(gains: readonly number[]): ChanceRow['gain'] {
  if (gains.length === 0) return null
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
  return { mean, interval: tInterval(gains), count: gains.length }
}
