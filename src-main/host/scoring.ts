import { risesOf, summarise, summarisePlan } from '#comparison'
import type { CurveScore, PlanScore, Scores } from '#contract'
import type { EvaluationRow, PlanRow, ReadableStore } from '#store'
import {
  describeCurve,
  describePlan,
  familyOf,
  planAt,
  planKey,
  plansOf,
  type Protocol,
} from '#threat'

/** The headline of a kept evaluation; null while its clean predictions are not there. */
export function scoresOf(store: ReadableStore, id: number): Scores | null {
  const evaluation = store.evaluations.get(id)
  if (!evaluation) return null
  const results = store.evaluations.results(id)
  const clean = cleanOf(results)
  if (!clean) return null
  const plans = headlineOf(evaluation.protocol, results).map(({ plan, prediction }) => ({
    family: familyOf(plan),
    prediction,
  }))
  const { labels } = evaluation
  const summary = summarise({ labels, clean: clean.prediction, plans })
  const { adversarialGap: _adversarial, spatialGap: _spatial, ...scores } = summary
  return scores
}

/** Every plan's rates, in the order of evaluation. */
export function planScores(
  { labels, protocol }: EvaluationRow,
  results: readonly PlanRow[],
): PlanScore[] {
  const clean = cleanOf(results)?.prediction
  const roles = new Map(plansOf(protocol).map((planned) => [planned.key, planned.role]))
  return results.map(({ plan, prediction }) => {
    const key = planKey(plan)
    const family = familyOf(plan)
    const { invariance, ...rates } = summarisePlan(labels, prediction, clean)
    return {
      key,
      plan,
      label: describePlan(plan),
      family,
      headline: roles.get(key) !== 'curve',
      ...rates,
      // Of clean predictions with themselves there is nothing to say.
      invariance: family === 'clean' ? null : invariance,
    }
  })
}

/** The protocol's curves, as far as their points have been evaluated. */
export function curveScores(protocol: Protocol, plans: readonly PlanScore[]): CurveScore[] {
  const byKey = new Map(plans.map((plan) => [plan.key, plan]))
  return protocol.curves.map((curve) => {
    const points = curve.values.flatMap((value) => {
      const found = byKey.get(planKey(planAt(curve, value)))
      if (!found) return []
      const { accuracy, interval, invariance } = found
      return [{ value, accuracy, interval, invariance }]
    })
    const label = describeCurve(curve)
    return { over: curve.over, label, points, rises: risesOf(points) }
  })
}

/** Results of the plans that the headline is the worst case of. */
export function headlineOf(protocol: Protocol, results: readonly PlanRow[]): PlanRow[] {
  const keys = new Set(protocol.plans.map(planKey))
  return results.filter(({ plan }) => keys.has(planKey(plan)))
}

export function cleanOf(results: readonly PlanRow[]): PlanRow | undefined {
  return results.find(({ plan }) => plan.attack === 'clean')
}
