export { createReferenceCompiler } from './reference.ts'
export { createTensorFlowCompiler } from './tensorflow.ts'
export type { LoadedTensorFlow, TensorFlowPackage } from './tensorflow-package.ts'
