import { summarisePlan } from '#comparison'
import type { Recorded } from '#study'
import { climbsOf, isDegenerate, planKey } from '#threat'
import type { RunRecord } from './record.ts'

/** A record as a study reads it, its rates computed from its predictions. */
export function recordedOf({ spec, activeMs, evaluation }: RunRecord): Recorded {
  const labels = Buffer.from(evaluation.labels, 'base64')
  const said = evaluation.plans.map(({ plan, predictions }) => ({
    plan,
    prediction: Buffer.from(predictions, 'base64'),
  }))
  const clean = said.find(({ plan }) => plan.attack === 'clean')?.prediction
  return {
    spec,
    summary: { state: 'finished', activeSeconds: activeMs / 1000 },
    evaluations: [
      {
        finished: true,
        protocol: evaluation.protocol,
        scores: clean ? { degenerate: isDegenerate(labels, clean) } : null,
        plans: said.map(({ plan, prediction }) => ({
          key: planKey(plan),
          ...summarisePlan(labels, { climbs: climbsOf(plan), prediction }, clean),
        })),
      },
    ],
  }
}
