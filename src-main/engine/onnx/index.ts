export { createOnnxCompiler } from './compiler.ts'
export type { OnnxProvider } from './session.ts'
export { runOnnxFile } from './run-file.ts'
