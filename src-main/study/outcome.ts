import { meanSd, tInterval, type Spread } from '#comparison'

/** What the numbers say of a claim. Names reach scripts: add, never rename. */
export const outcomes = ['holds', 'does not', 'inside the noise', 'no verdict'] as const
export type Outcome = (typeof outcomes)[number]

/** An effect in the direction that a claim says, one value for each seed. */
export interface Effect extends Spread {
  readonly seeds: readonly number[]
  readonly values: readonly number[]
  /** Student's t interval at 95 % over seeds; null of fewer than two. */
  readonly interval: readonly [low: number, high: number] | null
}

/** The smallest effect worth the name: one point of a rate, or of hypervolume. */
export const margin = 0.01

export function effectOf(bySeed: ReadonlyMap<number, number>): Effect {
  const values = [...bySeed.values()]
  return { seeds: [...bySeed.keys()], values, interval: tInterval(values), ...meanSd(values) }
}

/**
 * Holds: the interval lies above 0 and the mean is at least `margin`. Does not: the interval lies
 * below `margin`, so that there is no effect worth the name in the direction claimed. Else the seeds
 * spread too far to tell.
 */
export function outcomeOf({ mean, interval }: Effect): Outcome {
  if (!interval) return 'no verdict'
  const [low, high] = interval
  if (low > 0 && mean >= margin) return 'holds'
  return high < margin ? 'does not' : 'inside the noise'
}

/** Of a claim made for several at once: it fails if it fails for one, and holds if it does for all. */
export function combined(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('does not')) return 'does not'
  if (outcomes.length === 0 || outcomes.includes('no verdict')) return 'no verdict'
  return outcomes.every((outcome) => outcome === 'holds') ? 'holds' : 'inside the noise'
}
