import { integrate } from './integral.ts'
import { normalCdf, normalPdf } from './normal.ts'
import { weightsAt, type Setting } from './setting.ts'

/** What one classifier of the family gets, each in [0, 1]. */
export interface Rates {
  readonly cleanAccuracy: number
  /** Right under one random shift. */
  readonly spatialAccuracy: number
  /** Share of inputs whose prediction one random shift leaves as it was, whatever the label. */
  readonly spatialInvariance: number
  /** Right whatever an L∞ adversary of radius ε does; a score of 0 counts as wrong. */
  readonly adversarialAccuracy: number
  /** Share of inputs whose prediction no such adversary can change. */
  readonly adversarialInvariance: number
}

export function ratesAt(setting: Setting, lambda: number, epsilon: number): Rates {
  const cleanAccuracy = exceeding(setting, lambda, 0)
  return {
    cleanAccuracy,
    spatialAccuracy: mixed(setting, cleanAccuracy, shiftedAccuracy(setting, lambda)),
    spatialInvariance: mixed(setting, 1, shiftedInvariance(setting, lambda)),
    adversarialAccuracy: exceeding(setting, lambda, epsilon),
    adversarialInvariance:
      exceeding(setting, lambda, epsilon) + 1 - exceeding(setting, lambda, -epsilon),
  }
}

/** One shift in n is the identity. */
function mixed({ n }: Setting, unmoved: number, moved: number): number {
  return unmoved / n + (1 - 1 / n) * moved
}

/** Mean over the strong coordinate: s = 1 where it is right, −1 where it is wrong, for y = 1. */
function overStrong({ p }: Setting, of: (s: 1 | -1) => number): number {
  return p * of(1) + (1 - p) * of(-1)
}

/** P(y · w·x > margin): given s the score is N(as + b(n−1)η, b²(n−1)). */
function exceeding(setting: Setting, lambda: number, margin: number): number {
  const { strong: a, weak: b } = weightsAt(setting, lambda)
  const others = setting.n - 1
  return overStrong(setting, (s) =>
    above(a * s + b * others * setting.eta - margin, b * Math.sqrt(others)),
  )
}

/** P(N(mean, deviation²) > 0); without deviation the mean decides, and 0 is not above 0. */
function above(mean: number, deviation: number): number {
  if (deviation === 0) return mean > 0 ? 1 : 0
  return normalCdf(mean / deviation)
}

/**
 * Accuracy after a shift that is not the identity: the strong weight lies on a weak coordinate, and
 * a weak weight on the strong one.
 */
function shiftedAccuracy(setting: Setting, lambda: number): number {
  const { n, eta } = setting
  const { strong: a, weak: b } = weightsAt(setting, lambda)
  const deviation = Math.sqrt(a * a + b * b * (n - 2))
  return overStrong(setting, (s) => above(b * s + (a + b * (n - 2)) * eta, deviation))
}

/** Beyond so many standard deviations there is no mass that a double could show. */
const reach = 9

/**
 * P(sign of the score stays) after a shift that is not the identity. Let W be the weak coordinate
 * that comes under the strong weight and V the sum of the other n − 2: the scores are as + bW + bV and
 * bs + aW + bV, so they disagree where V lies between two thresholds; over W that is an integral,
 * with a kink at W = s, where the thresholds cross.
 */
function shiftedInvariance(setting: Setting, lambda: number): number {
  const { n, eta } = setting
  const { strong: a, weak: b } = weightsAt(setting, lambda)
  // Only the strong coordinate counts: its sign against that of a weak one.
  if (b === 0) return overStrong(setting, (s) => normalCdf(s * eta))
  const below = (threshold: number): number =>
    normalCdf((threshold - (n - 2) * eta) / Math.sqrt(n - 2))
  return overStrong(setting, (s) => {
    const apart = (w: number): number =>
      normalPdf(w - eta) * Math.abs(below(-(a * s) / b - w) - below(-s - (a * w) / b))
    const [from, to] = [Math.min(s, eta) - reach, Math.max(s, eta) + reach]
    return 1 - integrate(apart, from, s) - integrate(apart, s, to)
  })
}
