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
