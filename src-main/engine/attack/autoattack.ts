import type { RandomKey } from '#random'
import { partsOfAutoattack, type ParameterFreePlan, type PlanOf } from '#threat'
import { apgdAttempts } from './ascent/apgd.ts'
import { fabAttempts } from './boundary/fab.ts'
import type { DifferentiableModel } from './inference-model.ts'
import { squareAttempts } from './query/square.ts'
import type { Attempt } from './until-fooled.ts'

/** The attempts of an attack that AutoAttack is made of. */
export function parameterFreeAttempts(
  model: DifferentiableModel,
  plan: ParameterFreePlan,
  key: RandomKey,
): Attempt[] {
  switch (plan.attack) {
    case 'apgd-ce':
    case 'apgd-dlr':
    case 'apgd-t':
      return apgdAttempts(model, plan, key)
    case 'fab':
    case 'fab-t':
      return fabAttempts(model, plan, key)
    case 'square':
      return squareAttempts(model, plan, key)
  }
}

/** Its parts, one after the other, with the draws that each would make by itself. */
export function autoattackAttempts(
  model: DifferentiableModel,
  plan: PlanOf<'autoattack'>,
  key: RandomKey,
): Attempt[] {
  return partsOfAutoattack(plan).flatMap((part) => parameterFreeAttempts(model, part, key))
}
