import type { CurveScore, PlanScore, Scores } from '#contract'
import type { EvaluationRow, PlanRow, ReadableStore } from '#store'
import { describePlan, familyOf, planAt, planKey, plansOf } from '#threat'

export function scoresOf(store: ReadableStore, id: number): Scores | null {
  const evaluation = store.evaluations.get(id)
  if (!evaluation) return null
  const results = store.evaluations.results(id)
  const clean = results.find((result) => result.plan.attack === 'clean')
  if (!clean) return null
  const { labels, protocol } = evaluation
  const headline = new Set(protocol.plans.map(planKey))
  const of = (family: 'adversarial' | 'spatial') =>
    results.filter(({ plan }) => familyOf(plan) === family && headline.has(planKey(plan)))
  const worst = (plans: PlanRow[], against: ArrayLike<number>) =>
    plans.length === 0
      ? null
      : share(labels.length, (i) => plans.every((plan) => plan.prediction[i] === against[i]))
  const most = Math.max(...countsOf(clean.prediction))
  return {
    count: labels.length,
    clean: share(labels.length, (i) => clean.prediction[i] === labels[i]),
    adversarial: worst(
      [clean, ...of('adversarial')].slice(of('adversarial').length ? 0 : 1),
      labels,
    ),
    spatial: worst([clean, ...of('spatial')].slice(of('spatial').length ? 0 : 1), labels),
    adversarialInvariance: worst(of('adversarial'), clean.prediction),
    spatialInvariance: worst(of('spatial'), clean.prediction),
    degenerate: most > 0.95 * labels.length,
  }
}

export function planScores(evaluation: EvaluationRow, results: readonly PlanRow[]): PlanScore[] {
  const { labels, protocol } = evaluation
  const clean = results.find((result) => result.plan.attack === 'clean')
  const role = new Map(plansOf(protocol).map((planned) => [planned.key, planned.role]))
  return results.map(({ plan, prediction }) => {
    const key = planKey(plan)
    const right = labels.reduce((sum, label, i) => sum + (prediction[i] === label ? 1 : 0), 0)
    return {
      key,
      plan,
      label: describePlan(plan),
      family: familyOf(plan),
      headline: role.get(key) !== 'curve',
      accuracy: right / labels.length,
      interval: wilson(right, labels.length),
      invariance:
        clean && plan.attack !== 'clean'
          ? share(labels.length, (i) => prediction[i] === clean.prediction[i])
          : null,
    }
  })
}

export function curveScores(evaluation: EvaluationRow, plans: readonly PlanScore[]): CurveScore[] {
  return evaluation.protocol.curves.map((curve) => {
    const points = curve.values.flatMap((value) => {
      const key = planKey(planAt(curve, value))
      const found = plans.find((plan) => plan.key === key)
      return found
        ? [
            {
              value,
              accuracy: found.accuracy,
              interval: found.interval,
              invariance: found.invariance,
            },
          ]
        : []
    })
    return { over: curve.over, label: describePlan(curve.plan), points, rises: [] }
  })
}

function share(count: number, holds: (index: number) => boolean): number {
  let held = 0
  for (let i = 0; i < count; i++) held += holds(i) ? 1 : 0
  return held / count
}

function countsOf(prediction: Int32Array): number[] {
  const counts = new Map<number, number>()
  for (const each of prediction) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts.values()]
}

function wilson(right: number, count: number): [number, number] {
  const z = 1.959964
  const p = right / count
  const centre = (p + (z * z) / (2 * count)) / (1 + (z * z) / count)
  const half =
    (z * Math.sqrt((p * (1 - p)) / count + (z * z) / (4 * count * count))) / (1 + (z * z) / count)
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}
