import { meanSd, wilson } from './statistics.ts'
import { tInterval } from './student.ts'

/** What a band around a mean over seeds spans. */
export const bandKinds = ['sd', 'stderr', 'ci', 'range', 'none'] as const
export type BandKind = (typeof bandKinds)[number]

/** A mean over repetitions, and the ends of the band around it. */
export interface Banded {
  readonly mean: number
  /** Ends of the band; both null of one value, and where no band is asked for. */
  readonly low: number | null
  readonly high: number | null
  readonly count: number
}

/**
 * Mean of the values with one sample deviation (`sd`), one standard error (`stderr`), Student's t
 * interval at 95 % (`ci`) or the lowest and highest value (`range`) around it. Of no values the
 * mean is NaN.
 */
export function bandOf(values: readonly number[], kind: BandKind): Banded {
  const { mean, sd, count } = meanSd(values)
  if (sd === null || kind === 'none') return { mean, low: null, high: null, count }
  switch (kind) {
    case 'sd':
      return { mean, low: mean - sd, high: mean + sd, count }
    case 'stderr': {
      const error = sd / Math.sqrt(count)
      return { mean, low: mean - error, high: mean + error, count }
    }
    case 'ci': {
      const [low, high] = tInterval(values) ?? [mean, mean]
      return { mean, low, high, count }
    }
    case 'range':
      return { mean, low: Math.min(...values), high: Math.max(...values), count }
  }
}

/**
 * As `bandOf`, of accuracies in [0, 1]; one network alone has the band of chance among the images,
 * Wilson's interval at 95 %, because there are no seeds to differ.
 * @param images how many each share was measured on.
 */
export function shareBand(shares: readonly number[], kind: BandKind, images: number): Banded {
  const band = bandOf(shares, kind)
  if (band.count !== 1 || kind === 'none') return clipped(band)
  const [low, high] = wilson(Math.round(band.mean * images), images)
  return { ...band, low, high }
}

function clipped({ mean, low, high, count }: Banded): Banded {
  if (low === null || high === null) return { mean, low, high, count }
  return { mean, low: Math.max(0, low), high: Math.min(1, high), count }
}
