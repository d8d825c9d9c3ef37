export type { SavedTable } from './merge.ts'
export { rebuild, type SpecOf } from './rebuild.ts'
export { copyToRead, chooseBackup, diagnose, type BadBackup, type Diagnosis } from './diagnose.ts'
