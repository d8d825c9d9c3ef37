export { accessOf, climbsOf } from './access.ts'
export {
  autoattackVersions,
  partsOfAutoattack,
  type AutoattackPlan,
  type AutoattackVersion,
} from './autoattack.ts'
export { classesProblem } from './classes.ts'
export { familyOf, type AttackFamily } from './family.ts'
export type { ParameterFreePlan } from './parameter-free.ts'
export { attackPlanSchema, planKey, type AttackPlan, type PlanOf } from './plan.ts'
