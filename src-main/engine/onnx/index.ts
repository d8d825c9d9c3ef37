export { createOnnxCompiler } from './compiler.ts'
