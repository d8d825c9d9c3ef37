import { isDegenerate } from '#threat'
import { correctUnder, shareOf, unchangedUnder, type Classes } from './per-image.ts'
import { wilson } from './statistics.ts'

/** Predictions under one plan, with the axis of the trade-off that the plan measures. */
export interface Judged {
  readonly family: 'clean' | 'adversarial' | 'spatial' | 'combined' | 'corruption'
  /** What the attack climbs: the loss of the true label, or of the clean prediction; null: none. */
  readonly climbs: Climbs | null
  readonly prediction: Classes
}

type Climbs = 'label' | 'prediction'

/** The headline of an evaluation. Rates are shares in [0, 1]; null where no plan measures them. */
export interface Summary {
  readonly count: number
  readonly clean: number
  /** Per image, right when clean and under every adversarial plan; an upper bound on true robustness. */
  readonly adversarial: number | null
  /** Likewise under every spatial plan; where all of them are single draws, under those alone. */
  readonly spatial: number | null
  /** Per image, right when clean and under every plan that attacks. */
  readonly worstCase: number | null
  /** Mean over the corruption plans: nobody chooses among corruptions, so there is no worst case. */
  readonly corruption: number | null
  /** Label-free: share of images whose prediction is the clean one under every plan. */
  readonly adversarialInvariance: number | null
  readonly spatialInvariance: number | null
  readonly worstCaseInvariance: number | null
  /** What the plans of a family climb, without which its invariance rate means little. */
  readonly adversarialClimbs: Climbs | 'both' | null
  readonly spatialClimbs: Climbs | 'both' | null
  /** Clean accuracy − robust accuracy. */
  readonly adversarialGap: number | null
  readonly spatialGap: number | null
  readonly degenerate: boolean
}

/**
 * Sums an evaluation up, worst case over the plans of each family.
 * @param evaluation label and clean prediction of each image of the subset, and the headline plans.
 */
export function summarise(evaluation: {
  readonly labels: Classes
  readonly clean: Classes
  readonly plans: readonly Judged[]
}): Summary {
  const { labels, clean, plans } = evaluation
  const cleanAccuracy = shareOf(correctUnder(labels, [clean]))
  const ratesUnder = (...families: Judged['family'][]) => {
    const of = plans.filter(({ family }) => families.includes(family))
    if (of.length === 0) return { accuracy: null, invariance: null, gap: null, climbs: null }
    const predictions = of.map(({ prediction }) => prediction)
    const all = isWorstCase(of.map(({ climbs }) => climbs)) ? [...predictions, clean] : predictions
    const accuracy = shareOf(correctUnder(labels, all))
    const invariance = shareOf(unchangedUnder(clean, predictions))
    return { accuracy, invariance, gap: cleanAccuracy - accuracy, climbs: climbedBy(of) }
  }
  const adversarial = ratesUnder('adversarial')
  const spatial = ratesUnder('spatial')
  const both = ratesUnder('adversarial', 'spatial', 'combined')
  return {
    count: labels.length,
    clean: cleanAccuracy,
    adversarial: adversarial.accuracy,
    spatial: spatial.accuracy,
    worstCase: both.accuracy,
    corruption: meanAccuracy(
      labels,
      plans.filter(({ family }) => family === 'corruption'),
    ),
    adversarialInvariance: adversarial.invariance,
    spatialInvariance: spatial.invariance,
    worstCaseInvariance: both.invariance,
    adversarialClimbs: adversarial.climbs,
    spatialClimbs: spatial.climbs,
    adversarialGap: adversarial.gap,
    spatialGap: spatial.gap,
    degenerate: isDegenerate(labels, clean),
  }
}

/**
 * Whether plans together are a worst case, which the clean image then belongs to: it lies in every ball
 * and range, and an attack on a misread image may happen to mend it (one that climbs the network's own
 * prediction leads away from the mistake). Single draws alone are an average.
 */
export function isWorstCase(climbs: readonly (Climbs | null)[]): boolean {
  return climbs.some((each) => each !== null)
}

function meanAccuracy(labels: Classes, plans: readonly Judged[]): number | null {
  if (plans.length === 0) return null
  const accuracies = plans.map(({ prediction }) => shareOf(correctUnder(labels, [prediction])))
  return accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / plans.length
}

function climbedBy(plans: readonly Judged[]): Climbs | 'both' | null {
  const [first, ...others] = new Set(plans.flatMap(({ climbs }) => climbs ?? []))
  return others.length === 0 ? (first ?? null) : 'both'
}

/** Rates under one plan. */
export interface PlanSummary {
  readonly accuracy: number
  /** Wilson's score interval of the accuracy at 95 %. */
  readonly interval: [low: number, high: number]
  /** Share of predictions that the plan leaves as they were; null without clean predictions. */
  readonly invariance: number | null
}

/**
 * Rates under one plan. One that climbs the network's own prediction leads a misread image away from the
 * mistake, often to its label: such an image is not right under it. (Of 1,000 digits 66 were misread;
 * PGD at 0.1 left 828 at their label, 792 of them right when clean, as many as by climbing the label.)
 * @param clean predictions on the clean examples, if they are known.
 */
export function summarisePlan(
  labels: Classes,
  { climbs, prediction }: Pick<Judged, 'climbs' | 'prediction'>,
  clean?: Classes,
): PlanSummary {
  const isLedAway = climbs === 'prediction' && clean !== undefined
  const all = isLedAway ? [prediction, clean] : [prediction]
  const right = correctUnder(labels, all).filter(Boolean).length
  return {
    accuracy: right / labels.length,
    interval: wilson(right, labels.length),
    invariance: clean ? shareOf(unchangedUnder(clean, [prediction])) : null,
  }
}

/** What a rise of a curve means, by what its attack climbs. */
export function riseWords(climbs: Climbs | null): string {
  return climbs === null
    ? 'easier than a weaker one: single random draws are no worst case, so this is chance or the network.'
    : 'easier than a weaker one: the attack may be too weak there, or gradients are masked.'
}

/**
 * Values of a curve at which accuracy rises above an easier one's by more than `tolerance`: a
 * stronger attack that does worse is a sign of gradient masking or of too few steps.
 * @param points in any order; harder means a higher value.
 */
export function risesOf(
  points: readonly { readonly value: number; readonly accuracy: number }[],
  tolerance = 0.01,
): number[] {
  let lowest = Infinity
  return [...points]
    .sort((a, b) => a.value - b.value)
    .filter(({ accuracy }) => {
      // Accuracies are counts over n: the comparison must not turn on their last bit.
      const isRise = accuracy - lowest > tolerance + 1e-9
      lowest = Math.min(lowest, accuracy)
      return isRise
    })
    .map(({ value }) => value)
}
