export { norms, type Norm } from './norm.ts'
export {
  attackPlanSchema,
  familyOf,
  planKey,
  stepSizeSchema,
  type AttackFamily,
  type AttackPlan,
  type StepSize,
} from './plan.ts'
export {
  planAt,
  protocolSchema,
  sweepCurveSchema,
  type Protocol,
  type SweepCurve,
} from './protocol.ts'
