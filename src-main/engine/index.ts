export type { Buffer, Compiled, CompileOptions, Compiler, Program, TensorSpec } from './compiler.ts'
export { createOnnxCompiler } from './onnx/index.ts'
export { createReferenceCompiler } from './tfjs/index.ts'
