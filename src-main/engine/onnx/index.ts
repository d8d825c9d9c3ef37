export { createOnnxCompiler } from './compiler.ts'
export { runOnnxFile } from './run-file.ts'
