import { maskingVerdict, type MaskingFacts, type MaskingVerdict } from '#comparison'
import type { EvaluationRow, PlanRow, ReadableStore } from '#store'
import {
  accessOf,
  ballOf,
  climbsOf,
  describePlan,
  examinationOf,
  gradientStepsOf,
  planKey,
  type AttackPlan,
} from '#threat'
import { cleanOf } from './results.ts'

/** The masking verdict of an evaluation; null while its clean predictions are not there. */
export function maskingOf(
  store: ReadableStore,
  evaluation: EvaluationRow,
  results: readonly PlanRow[],
): MaskingVerdict | null {
  const clean = cleanOf(results)
  if (!clean) return null
  return maskingVerdict({
    labels: evaluation.labels,
    clean: clean.prediction,
    attacks: results.flatMap(attackFacts),
    examined: examinedFacts(store, evaluation, results, clean),
  })
}

function attackFacts({ plan, prediction }: PlanRow): MaskingFacts['attacks'] {
  const access = accessOf(plan)
  const within = ballOf(plan)
  if (access === null || within === null || climbsOf(plan) !== 'label') return []
  const ball = `${within.norm} ${within.epsilon}`
  const steps = gradientStepsOf(plan)
  return [{ name: describePlan(plan), access, ball, steps, prediction }]
}

function examinedFacts(
  store: ReadableStore,
  { id, protocol }: EvaluationRow,
  results: readonly PlanRow[],
  clean: PlanRow,
): MaskingFacts['examined'] {
  const inspection = store.evaluations.inspection(id)
  const examination = examinationOf(protocol)
  if (!inspection || !examination) return null
  const count = inspection.gradient.length
  const found = (plan: AttackPlan | undefined) =>
    plan && results.find((result) => planKey(result.plan) === planKey(plan))
  const huge = found(examination.hugeRadius)
  const [whole, halfway] = [found(examination.climb?.whole), found(examination.climb?.halfway)]
  return {
    ...inspection,
    hugeRadius: huge
      ? { name: describePlan(huge.plan), prediction: huge.prediction.subarray(0, count) }
      : null,
    climb:
      whole && halfway
        ? {
            name: describePlan(whole.plan),
            cleanLoss: clean.loss,
            halfwayLoss: halfway.loss,
            loss: whole.loss,
            prediction: whole.prediction.subarray(0, count),
          }
        : null,
  }
}
