import { correctUnder, isWorstCase } from '#comparison'
import type { Comparison, Scores } from '#contract'
import type { RunSpec } from '#spec'
import type { EvaluationRow, ReadableStore, RunRow } from '#store'
import { climbsOf, familyOf, planKey } from '#threat'

export type Family = Comparison['pairs'][number]['family']

/** A run with its last finished evaluation, if it has one. */
export interface Contender {
  readonly run: RunRow
  readonly spec: RunSpec
  readonly scores: Scores | null
  readonly evaluation: EvaluationRow | null
  /** What it said of each image of the subset, by key of the plan. */
  readonly predictions: ReadonlyMap<string, Int32Array>
  /** Keys of the plans whose worst case each family's headline is, clean among them where it is one. */
  readonly headline: Readonly<Record<Family, readonly string[]>>
}

const none = { clean: [], adversarial: [], spatial: [] }

export function contenderOf(store: ReadableStore, run: RunRow): Contender {
  const spec = store.runs.spec(run.number)
  const evaluation = store.evaluations.last(run.number) ?? null
  if (!evaluation) {
    return { run, spec, scores: null, evaluation, predictions: new Map(), headline: none }
  }
  const told = store.evaluations.predictions(evaluation.id)
  // What was run on a part of the subset for the examination alone is no answer to the protocol.
  const whole = told.filter(({ prediction }) => prediction.length === evaluation.labels.length)
  const keys = new Set(evaluation.protocol.plans.map(planKey))
  const plansOf = (family: Family) =>
    whole.map(({ plan }) => plan).filter((plan) => familyOf(plan) === family)
  const clean = plansOf('clean').map(planKey)
  const headline = (family: Family) => {
    const plans = plansOf(family).filter((plan) => keys.has(planKey(plan)))
    return [...plans.map(planKey), ...(isWorstCase(plans.map(climbsOf)) ? clean : [])]
  }
  return {
    ...{ run, spec, evaluation },
    scores: evaluation.scores === null ? null : (JSON.parse(evaluation.scores) as Scores),
    predictions: new Map(whole.map(({ plan, prediction }) => [planKey(plan), prediction])),
    headline: {
      clean,
      adversarial: headline('adversarial'),
      spatial: headline('spatial'),
    },
  }
}

/** Predictions under the headline plans of a family; empty where none was evaluated. */
export function underFamily({ predictions, headline }: Contender, family: Family): Int32Array[] {
  return headline[family].flatMap((key) => predictions.get(key) ?? [])
}

/** Images that a run gets right in a family's headline; null without a plan of it. */
export function maskOf(contender: Contender, family: Family): boolean[] | null {
  const plans = underFamily(contender, family)
  if (!contender.evaluation || plans.length === 0) return null
  return correctUnder(contender.evaluation.labels, plans)
}
