export type { Buffer, Compiled, CompileOptions, Compiler, Program, TensorSpec } from './compiler.ts'
export { createOnnxCompiler, type OnnxProvider } from './onnx/index.ts'
export {
  createReferenceCompiler,
  createTensorFlowCompiler,
  type LoadedTensorFlow,
  type TensorFlowPackage,
} from './tfjs/index.ts'
export { probeCompiler } from './probe.ts'
export { decodeSnapshot, encodeSnapshot, weightsHash } from './model/index.ts'
export {
  createEngine,
  exportChecked,
  inspectModel,
  openLaboratory,
  measureEquivariance,
  type CheckedExport,
  type EquivarianceReading,
  type Inspection,
  type Laboratory,
  type LaboratoryModel,
  type ModelFacts,
  type ModelFiles,
} from './session/index.ts'
