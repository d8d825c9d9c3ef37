export { writeForeign } from './write.ts'
