import type { Norm } from '../norm.ts'
import type { AttackPlan } from './plan.ts'

/** The ball around the clean image that a plan's perturbed inputs lie in; null where none bounds them. */
export function ballOf(plan: AttackPlan): { norm: Norm; epsilon: number } | null {
  if (plan.attack === 'combined' || !('epsilon' in plan) || plan.epsilon === undefined) return null
  return { norm: plan.norm, epsilon: plan.epsilon }
}
