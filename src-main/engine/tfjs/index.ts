export { createReferenceCompiler } from './compiler.ts'
