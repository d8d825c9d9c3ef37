export { accessOf, climbsOf, gradientStepsOf } from './access.ts'
export {
  autoattackVersions,
  partsOfAutoattack,
  type AutoattackPlan,
  type AutoattackVersion,
} from './autoattack.ts'
export { ballOf } from './ball.ts'
export { classesProblem } from './classes.ts'
export { describePlan, formatEpsilon, formatRotation, formatTranslation } from './describe.ts'
export { familyOf, type AttackFamily } from './family.ts'
export type { MinimumNormPlan } from './minimum-norm.ts'
export type { ParameterFreePlan } from './parameter-free.ts'
export { attackPlanSchema, planKey, type AttackPlan, type PlanOf } from './plan.ts'
