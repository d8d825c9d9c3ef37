export type { CheckpointRow } from './checkpoints.ts'
export type { CurriculumRow } from './curricula.ts'
export { isDiskFull } from './database.ts'
export type { EvaluationRow, PlanRow } from './evaluations.ts'
export type { EventRow } from './events.ts'
export { lockFolder, type FolderLock } from './lock.ts'
export type { MetricRow } from './metrics.ts'
export type { NewRun, RunRow, RunState, Task } from './run-row.ts'
export type { Progress } from './runs.ts'
export {
  openReadableStore,
  openStore,
  type ReadableStore,
  type StorePlace,
  type WritableStore,
} from './store.ts'
export { mayEnter, type Fault, type Transition } from './transitions.ts'
