export { createEngine } from './create-engine.ts'
export { exportChecked, type CheckedExport } from './export-checked.ts'
export { inspectModel, type Inspection, type ModelFacts } from './inspect-model.ts'
export type { ModelFiles } from './model-of.ts'
