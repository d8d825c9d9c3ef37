import type { Evaluation, Scores } from '#contract'
import { climbsWords } from '../../run/index.ts'

/** A row of the score table: one plan, or a worst case over several. */
export interface ScoreRow {
  readonly id: string
  readonly family: 'clean' | 'adversarial' | 'spatial' | 'both' | 'corruption'
  /** Empty where the row is a part of the one above it. */
  readonly title: string
  readonly under: string
  readonly climbs: string
  readonly accuracy: number
  /** Null where the share is no count of images. */
  readonly interval: readonly [number, number] | null
  readonly invariance: number | null
  /** Key of the plan whose images stand behind it: of a worst case the attack that fools most. */
  readonly plan: string | null
}

type Interval = (share: number, count: number) => readonly [number, number]

/**
 * The rows in order: clean, each family with its plans, the worst case over both, the mean over
 * corruptions.
 * @param interval of a share of `count` images, for worst cases, which are no plan's.
 */
export function scoreRows({ plans, scores }: Evaluation, interval: Interval): ScoreRow[] {
  if (!scores) return []
  const { count, clean, worstCase, corruption, worstCaseInvariance } = scores
  const families = [scores.adversarial, scores.spatial].filter((share) => share !== null)
  const bare = { climbs: '–', invariance: null, plan: null }
  const cleanRow = { id: 'clean', family: 'clean', title: 'Clean', accuracy: clean } as const
  return [
    { ...bare, ...cleanRow, under: 'the images as they are', interval: interval(clean, count) },
    ...familyRows('adversarial', 'Adversarial', plans, scores, interval),
    ...familyRows('spatial', 'Spatial', plans, scores, interval),
    ...combinedRows(plans),
    ...(typeof worstCase === 'number' && families.length === 2
      ? [
          {
            ...{ id: 'both', family: 'both' as const, title: 'Worst case' },
            ...{ under: 'every attack of both families, image by image', climbs: '–' },
            ...{ accuracy: worstCase, interval: interval(worstCase, count) },
            invariance: worstCaseInvariance ?? null,
            plan: null,
          },
        ]
      : []),
    ...(typeof corruption === 'number'
      ? [
          {
            ...{ ...bare, id: 'corruption', family: 'corruption' as const, title: 'Corruption' },
            ...{ under: 'mean over corruptions and severities', accuracy: corruption },
            interval: null,
          },
        ]
      : []),
  ]
}

/** Attacks of both kinds at once have no headline of their own: each is a row. */
function combinedRows(all: Evaluation['plans']): ScoreRow[] {
  return all
    .filter(({ family, headline }) => family === 'combined' && headline)
    .map((plan) => ({
      ...{ id: plan.key, family: 'both', title: 'Combined', under: plan.label },
      ...{ accuracy: plan.accuracy, interval: plan.interval, invariance: plan.invariance },
      climbs: climbsWords(plan.climbs),
      plan: plan.key,
    }))
}

function familyRows(
  family: 'adversarial' | 'spatial',
  title: string,
  all: Evaluation['plans'],
  scores: Scores,
  interval: Interval,
): ScoreRow[] {
  const plans = all.filter((plan) => plan.family === family && plan.headline)
  const accuracy = scores[family]
  if (accuracy === null) return []
  const [only, ...others] = plans
  const invariance =
    family === 'adversarial' ? scores.adversarialInvariance : scores.spatialInvariance
  const climbs = family === 'adversarial' ? scores.adversarialClimbs : scores.spatialClimbs
  const weakest = plans.toSorted((a, b) => a.accuracy - b.accuracy).at(0)
  const isOne = only !== undefined && others.length === 0
  const worst: ScoreRow = {
    ...{ id: family, family, title, accuracy, invariance },
    under: isOne ? only.label : `worst of ${plans.length} attacks, image by image`,
    climbs: climbsWords(isOne ? only.climbs : climbs),
    interval: interval(accuracy, scores.count),
    plan: weakest?.key ?? null,
  }
  if (isOne) return [worst]
  const parts = plans.map((plan): ScoreRow => {
    const rates = { accuracy: plan.accuracy, interval: plan.interval, invariance: plan.invariance }
    const named = { id: plan.key, family, title: '', under: plan.label, plan: plan.key }
    return { ...named, ...rates, climbs: climbsWords(plan.climbs) }
  })
  return [worst, ...parts]
}
