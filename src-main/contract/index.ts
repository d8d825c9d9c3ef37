export { contract } from './contract.ts'
export { comparisonSchema, type Comparison } from './comparison.ts'
export {
  curriculumDocumentSchema,
  curriculumEntrySchema,
  type CurriculumDocument,
  type CurriculumEntry,
} from './document.ts'
export {
  runStates,
  type CurveScore,
  type Evaluation,
  type Gallery,
  type LogLine,
  type MetricPoint,
  type PlanScore,
  type RunDetail,
  type RunFeed,
  type RunState,
  type RunSummary,
  type Scores,
} from './run.ts'
export { type DoctorReport, type Notice, type Status } from './system.ts'
export type { Frame, HostMessage, ShellMessage } from './wire.ts'
export {
  laneKinds,
  laneNames,
  type Curriculum,
  type Easing,
  type Extent,
  type Keyframe,
  type LaneName,
  type Position,
  type ResolvedCurriculum,
  type ResolvedKey,
  type ResolvedStage,
  type Settings,
} from '#curriculum'
export { architectures, runSpecSchema, type RunSpec, type RunSpecInput } from '#spec'
export { describePlan, formatEpsilon, type AttackPlan, type Protocol } from '#threat'
