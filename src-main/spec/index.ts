export { canonicalJson, configKey, specHash } from './canonical.ts'
export { jsonSchemaOf, schemaKinds, type SchemaKind } from './json-schema.ts'
export { applyOverrides } from './overrides.ts'
export { parseRunSpec } from './parse.ts'
export { extentOfRun, problemsOfRun, resolveRun, type ResolvedRun } from './resolve.ts'
export {
  architectures,
  datasetSpecSchema,
  lossSpecSchema,
  modelSpecSchema,
  optimiserSpecSchema,
  probeSpecSchema,
  runSpecSchema,
  trainingAttackSchema,
  type DatasetSpec,
  type LossSpec,
  type ModelSpec,
  type Normalisation,
  type OptimiserSpec,
  type ProbeSpec,
  type RunSpec,
  type RunSpecInput,
  type TrainingAttack,
} from './run-spec.ts'
export { parseSeeds } from './seeds.ts'
export { parseStudy, studySchema, type Study } from './study.ts'
