import type { RunSpec } from '#spec'
import type { Recorded } from '#study'
import { plansOf, type AttackPlan } from '#threat'

interface Rates {
  readonly accuracy: number
  readonly invariance: number
}

/** A finished run of a spec whose rates under each plan are what `rates` says. */
export function recorded(
  spec: RunSpec,
  rates: (plan: AttackPlan) => Rates,
  degenerate = false,
): Recorded {
  const plans = plansOf(spec.evaluation).map(({ plan, key }) => ({ key, ...rates(plan) }))
  return {
    spec,
    summary: { state: 'finished', activeSeconds: 10 },
    evaluations: [{ finished: true, protocol: spec.evaluation, scores: { degenerate }, plans }],
  }
}
