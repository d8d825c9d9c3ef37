export { compareRuns } from './compare.ts'
