export { contract } from './contract.ts'
export { corruptionTable } from './corruption-table.ts'
export { comparisonSchema, type Comparison } from './comparison.ts'
export type { DatasetCheck, DatasetDetail, DatasetEntry, DatasetList } from './dataset.ts'
export {
  curriculumDocumentSchema,
  curriculumEntrySchema,
  type CurriculumDocument,
  type CurriculumEntry,
} from './document.ts'
export {
  modelFactsSchema,
  type ExportedModel,
  type ImportedModel,
  type ImportRequest,
  type ModelFacts,
} from './model.ts'
export {
  engineSchema,
  runStates,
  type CurveScore,
  type Evaluation,
  type Gallery,
  type HeatmapScore,
  type LogLine,
  type Masking,
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
  addKey,
  cost,
  describeGate,
  laneAt,
  laneKinds,
  laneNames,
  linear,
  lintCurriculum,
  moveKeys,
  passesAt,
  positionsResolved,
  removeKeys,
  sampleLane,
  setEasing,
  setKeyPosition,
  setKeyValue,
  settingsAt,
  stageAt,
  stepOf,
  valueProblem,
  type Curriculum,
  type Easing,
  type EditFrame,
  type Extent,
  type Keyframe,
  type KeyRef,
  type LaneName,
  type LanePoint,
  type Position,
  type PresetStrength,
  type ResolvedCurriculum,
  type ResolvedKey,
  type ResolvedStage,
  type Settings,
} from '#curriculum'
export { problemsOf, sentenceOf, type Problem } from '#errors'
export {
  architectures,
  extentOfRun,
  hasBatchNorm,
  parseSeeds,
  presets,
  problemsOfRun,
  resolveRun,
  runSpecSchema,
  type ArchitectureName,
  type RunSpec,
  type RunSpecInput,
} from '#spec'
export {
  describePlan,
  formatEpsilon,
  protocolSchema,
  quickProtocol,
  shippedProtocol,
  shippedProtocolNames,
  shippedProtocols,
  type AttackPlan,
  type Norm,
  type Protocol,
  type ShippedProtocol,
} from '#threat'
export { paretoFront, riseWords, wilson } from '#comparison'
export { familyCurve, spatialBound, type FamilyPoint } from '#theory'
