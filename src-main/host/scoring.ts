import { risesOf, summarise, summarisePlan } from '#comparison'
import type { CurveScore, HeatmapScore, PlanScore, Scores } from '#contract'
import type { EvaluationRow, PlanRow, ReadableStore } from '#store'
import {
  cellsOf,
  climbsOf,
  describeCurve,
  describeHeatmap,
  describePlan,
  familyOf,
  planAt,
  planIn,
  planKey,
  plansOf,
  type Protocol,
} from '#threat'
import { maskingOf } from './masking.ts'
import { cleanOf, headlineOf } from './results.ts'

/** The headline of a kept evaluation; null while its clean predictions are not there. */
export function scoresOf(store: ReadableStore, id: number): Scores | null {
  const evaluation = store.evaluations.get(id)
  if (!evaluation) return null
  const results = store.evaluations.results(id)
  const clean = cleanOf(results)
  if (!clean) return null
  const plans = headlineOf(evaluation.protocol, results).map(({ plan, prediction }) => ({
    family: familyOf(plan),
    climbs: climbsOf(plan),
    prediction,
  }))
  const { labels } = evaluation
  const summary = summarise({ labels, clean: clean.prediction, plans })
  const { adversarialGap: _adversarial, spatialGap: _spatial, ...scores } = summary
  const masking = maskingOf(store, evaluation, results)?.verdict
  return { ...scores, ...(masking && { masking }) }
}

/** Every plan's rates, in the order of evaluation. */
export function planScores(
  { labels, protocol }: EvaluationRow,
  results: readonly PlanRow[],
): PlanScore[] {
  const clean = cleanOf(results)?.prediction
  const planned = new Map(plansOf(protocol).map((entry) => [entry.key, entry]))
  // What was run on a part of the subset for the examination alone is no rate of the protocol.
  const whole = results.filter(({ prediction }) => prediction.length === labels.length)
  return whole.map(({ plan, prediction }) => {
    const key = planKey(plan)
    const role = planned.get(key)?.role ?? 'headline'
    const family = familyOf(plan)
    const climbs = climbsOf(plan)
    const { invariance, ...rates } = summarisePlan(labels, { climbs, prediction }, clean)
    return {
      key,
      plan,
      label: describePlan(plan),
      family,
      climbs,
      headline: role === 'clean' || role === 'headline',
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
    const climbs = climbsOf(curve.plan)
    return { over: curve.over, label, climbs, points, rises: risesOf(points) }
  })
}

/** The protocol's heatmaps, as far as their cells have been evaluated. */
export function heatmapScores(protocol: Protocol, plans: readonly PlanScore[]): HeatmapScore[] {
  const byKey = new Map(plans.map((plan) => [plan.key, plan]))
  return (protocol.heatmaps ?? []).map((heatmap) => ({
    label: describeHeatmap(heatmap),
    climbs: climbsOf(heatmap.plan),
    rotations: heatmap.rotations,
    translations: heatmap.translations,
    cells: cellsOf(heatmap).flatMap(({ rotation, translation }) => {
      const found = byKey.get(planKey(planIn(heatmap, rotation, translation)))
      if (!found) return []
      const { accuracy, interval, invariance } = found
      return [{ rotation, translation, accuracy, interval, invariance }]
    }),
  }))
}
