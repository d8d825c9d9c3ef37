export { contract } from './contract.ts'
export type {
  Brought,
  BundleForecast,
  BundlePreview,
  BundleRequest,
  WrittenFile,
} from './bundle.ts'
export { pieceBytes, type ParcelEnding } from './parcel.ts'
export { foreignFormats, type ForeignFormat } from './foreign.ts'
export { corruptionTable } from './corruption-table.ts'
export {
  laneInWords,
  measureRows,
  settingRows,
  sharedRows,
  spreadText,
  type Measure,
  type MeasureRow,
} from './comparison-rows.ts'
export { costReportSchema, type CostReport } from './cost.ts'
export { comparisonTable, comparisonText, textFormats, type TextFormat } from './comparison-text.ts'
export * from './report-index.ts'
export type { Disagreements, DisagreementRequest } from './disagreement.ts'
export { overlayAxes, type Overlay, type OverlayAxis, type OverlayRequest } from './overlay.ts'
export {
  comparisonViewSchema,
  tradeOffAxes,
  type ComparisonDraft,
  type ComparisonView,
  type SavedComparison,
  type TradeOffAxis,
} from './saved-comparison.ts'
export { groupLabels } from './group-labels.ts'
export type {
  ComparedCurve,
  ComparedGroup,
  ComparedHeatmap,
  Comparison,
  Grouping,
} from './comparison.ts'
export type { CurriculumVersion } from './curriculum-procedures.ts'
export type { DatasetCheck, DatasetDetail, DatasetEntry, DatasetList } from './dataset.ts'
export {
  curriculumDocumentSchema,
  curriculumEntrySchema,
  type CurriculumDocument,
  type CurriculumEntry,
} from './document.ts'
export type {
  Browse,
  BrowseRequest,
  CurvePoint,
  CurveRequest,
  HeatmapRequest,
  HeatmapRow,
  LaboratoryChoice,
  LaboratoryModel,
  Look,
  LookRequest,
  Preview,
  PreviewRequest,
  Turn,
  TurnRequest,
} from './laboratory.ts'
export {
  figureJsonSchema,
  figureSpecSchema,
  type FigureSpec,
  type FigureSpecInput,
  type Plot,
  type PlotKind,
} from './figure-document.ts'
export {
  largestScale,
  type DrawnFigure,
  type FigureDocument,
  type FigureEntry,
} from './figure-procedures.ts'
// Its index names them one by one; here they would be past the wall.
export * from './plot/index.ts'
export { columnWidths, paletteNames, type Panel, type PaletteName } from '#figure'
export { menuCommands, type MenuCommandId } from '#command'
export { equivarianceSchema, type Equivariance } from './equivariance.ts'
export {
  modelFactsSchema,
  type BringModelRequest,
  type CheckpointRequest,
  type ExportedModel,
  type ImportedModel,
  type ImportRequest,
  type ModelFacts,
} from './model.ts'
export { largestConcurrency, type Queue } from './queue.ts'
export type { Rehearsal } from './rehearsal.ts'
export {
  engineSchema,
  faultSchema,
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
export {
  exportFormats,
  mostRows,
  type Cell,
  type ExportFormat,
  type Removed,
  type SavedView,
  type tableCalls,
  type TablePage,
  type TableRequest,
  type TableRow,
  type View,
} from './run-table.ts'
export { type DoctorReport, type Notice, type Status } from './system.ts'
export type { Frame, HostMessage, ShellMessage } from './wire.ts'
export {
  addKey,
  addStage,
  bendSegment,
  bordersOf,
  copyKeys,
  cost,
  curriculumSchema,
  describeGate,
  drawLevels,
  freeStageName,
  laneAt,
  laneKinds,
  laneNames,
  linear,
  lintCurriculum,
  moveBorder,
  moveKeys,
  passesAt,
  pasteKeys,
  positionsResolved,
  probeMetrics,
  removeKeys,
  removeStage,
  renameStage,
  ripple,
  sampleLane,
  scaleKeys,
  setControl,
  setEasing,
  setGate,
  setKeyPosition,
  setKeyValue,
  settingsAt,
  stageAt,
  stepOf,
  valueProblem,
  type CopiedKey,
  type Curriculum,
  type Easing,
  type EditFrame,
  type Extent,
  type Gate,
  type Keyframe,
  type KeyRef,
  type LaneName,
  type LanePoint,
  type Position,
  type PresetStrength,
  type ProbeMetric,
  type ResolvedCurriculum,
  type ResolvedKey,
  type ResolvedStage,
  type Settings,
  type Stroke,
} from '#curriculum'
export { problemsOf, sentenceOf, type Problem } from '#errors'
export {
  adviseOn,
  architectures,
  batchNormWords,
  extentOfRun,
  hasBatchNorm,
  parseAxis,
  largestBatch,
  parseSeeds,
  presets,
  problemsOfRun,
  protocolMs,
  notesOn,
  resolveRun,
  engineChoices,
  runSpecSchema,
  sweepOf,
  type Advice,
  type Axis,
  trainingBytes,
  trainingMs,
  type EngineChoice,
  type ArchitectureName,
  type Fix,
  type RunSpec,
  type RunSpecInput,
} from '#spec'
export {
  attackPlanSchema,
  ballOf,
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
export {
  bandKinds,
  diffSpecs,
  frontStairs,
  hypervolume,
  formatCsv,
  formatLatex,
  formatMarkdown,
  latexWords,
  meanSd,
  paretoFront,
  riseWords,
  shareBand,
  tInterval,
  wilson,
  type BandKind,
} from '#comparison'
export {
  allOf,
  asksAbout,
  comparators,
  completeQuery,
  conditionsOf,
  directionOf,
  fieldNames,
  flagNames,
  formatMeasure,
  formatQuantity,
  formatQuery,
  formatValue,
  measureOf,
  numberFieldNames,
  parseMeasure,
  parseQuery,
  sortFields,
  storedName,
  type Completion,
  type Direction,
  type FieldName,
  type Measure as RunMeasure,
  type Query,
  type QueryProblem,
  type SortField,
  type Vocabulary,
} from '#query'
export type { ClaimVerdict } from './verdict.ts'
export { familyCurve, spatialBound, type FamilyPoint } from '#theory'
