export { adviseOn, notesOn, type Advice, type Fix } from './advice/index.ts'
export { engineChoices, type EngineChoice, type NamedEngine } from './engine-choice.ts'
export { canonicalJson, configKey, specHash } from './canonical.ts'
export {
  largestBatch,
  memoryLine,
  planMs,
  protocolMs,
  reachOf,
  stepMs,
  trainingBytes,
  trainingMs,
  type ProtocolDuration,
  type Reach,
} from './duration.ts'
export { forkMismatch } from './fork-spec.ts'
export { jsonSchemaOf, schemaKinds, type SchemaKind } from './json-schema.ts'
export { applyOverrides } from './overrides.ts'
export { parseRunSpec } from './parse.ts'
export { extentOfRun, problemsOfRun, resolveRun, type ResolvedRun } from './resolve.ts'
export { datasetSpecSchema, type DatasetSpec } from './dataset-spec.ts'
export {
  architectures,
  batchNormWords,
  hasBatchNorm,
  isImported,
  modelSpecSchema,
  normalisationSchema,
  type ArchitectureName,
  type ImportedSpec,
  type ModelSpec,
  type OwnModelSpec,
  type Normalisation,
} from './model-spec.ts'
export { probeSpecSchema, type ProbeSpec } from './probe-spec.ts'
export {
  memoryLineSchema,
  ratesSchema,
  type EvaluationRates,
  type MemoryLine,
  type Rates,
  type StepRates,
} from './rates.ts'
export { runSpecSchema, type RunSpec, type RunSpecInput } from './run-spec.ts'
export {
  lossSpecSchema,
  optimiserSpecSchema,
  trainingAttackSchema,
  type LossSpec,
  type OptimiserSpec,
  type TrainingAttack,
} from './training-spec.ts'
export { parseSeeds } from './seeds.ts'
export { parseAxis, sweepOf, type Axis } from './sweep.ts'
export { parseStudy, studySchema, type Study } from './study.ts'
export type { Augmentation } from './wrapper-spec.ts'
export { presets } from './presets.ts'
