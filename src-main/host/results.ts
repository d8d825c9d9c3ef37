import type { PlanRow } from '#store'
import { planKey, type Protocol } from '#threat'

/** Results of the plans that the headline is the worst case of. */
export function headlineOf(protocol: Protocol, results: readonly PlanRow[]): PlanRow[] {
  const keys = new Set(protocol.plans.map(planKey))
  return results.filter(({ plan }) => keys.has(planKey(plan)))
}

export function cleanOf(results: readonly PlanRow[]): PlanRow | undefined {
  return results.find(({ plan }) => plan.attack === 'clean')
}
