export { checkPlan, checkProtocol } from './check.ts'
export { isDegenerate } from './degenerate.ts'
export { describeCurve, describeHeatmap } from './describe.ts'
export { examinationOf, type Examination } from './examination.ts'
export { cellsOf, planIn, type Heatmap } from './heatmap.ts'
export { norms, trainingNorms, type Norm, type TrainingNorm } from './norm.ts'
export {
  accessOf,
  attackPlanSchema,
  ballOf,
  classesProblem,
  climbsOf,
  craftedBy,
  describePlan,
  familyOf,
  formatEpsilon,
  formatRotation,
  formatTranslation,
  gradientStepsOf,
  partsOfAutoattack,
  passesOf,
  planKey,
  type AttackFamily,
  type AttackPlan,
  type MinimumNormPlan,
  type ParameterFreePlan,
  type PlanOf,
} from './plan/index.ts'
export { plansOf, type PlannedAttack, type PlanRole } from './plans-of.ts'
export { protocolSchema, type Protocol } from './protocol.ts'
export {
  quickProtocol,
  shippedProtocol,
  shippedProtocolNames,
  shippedProtocols,
  type ProtocolSetting,
  type ShippedProtocol,
} from './protocols/index.ts'
export { planAt, type SweepCurve } from './sweep-curve.ts'
export {
  drawTransforms,
  gridTransforms,
  identity,
  type SpatialRange,
  type Transform,
} from './transform.ts'
export {
  checkEpsilon,
  checkStepSize,
  epsilonProblem,
  largestEpsilon,
  rotationProblem,
  rotationSchema,
  stepSizeSchema,
  translationProblem,
  translationSchema,
  type StepSize,
} from './units.ts'
