export {
  dailyName,
  listBackups,
  newestDaily,
  partOf,
  pruneBackups,
  publishBackup,
  type Backup,
} from './backups.ts'
export type { BroughtRun } from './bring-in.ts'
export type { CheckpointRow } from './checkpoints.ts'
export type { CurriculumRow, CurriculumVersionRow } from './curricula.ts'
export { removeDatabase } from './copy.ts'
export { isDiskFull, spokenOfDamage } from './database.ts'
export type { ComparisonRow } from './comparisons.ts'
export type { FigureRow } from './figures.ts'
export type { ReportRow } from './reports.ts'
export type { EquivarianceRow } from './equivariance.ts'
export type { EvaluationRow } from './evaluations.ts'
export { findFaultOfFile } from './examine.ts'
export type { EventMoment, EventRow } from './events.ts'
export type { LabelKind } from './labels.ts'
export type { GroupRow, Sort } from './listing.ts'
export { lockFolder, type FolderLock } from './lock.ts'
export { readingOf, type Measured } from './measures.ts'
export type { MetricRow } from './metrics.ts'
export type { PlanRow } from './plan-results.ts'
export type { NewRun, RunRow, RunState, Task } from './run-row.ts'
export type { Progress } from './runs.ts'
export { isPartial } from './partial.ts'
export {
  chooseBackup,
  copyToRead,
  diagnose,
  rebuild,
  type BadBackup,
  type SavedTable,
  type SpecOf,
} from './salvage/index.ts'
export { openStore, type ReadableStore, type StorePlace, type WritableStore } from './store.ts'
export { mayEnter, type Fault, type Transition } from './transitions.ts'
