export { courseOf, type Course } from './course.ts'
export type {
  AttackOutcome,
  Engine,
  EngineDescription,
  EngineName,
  EvaluationSession,
  Inspection,
  NamedArray,
  Snapshot,
  StepOutcome,
  Subject,
  TrainingSession,
  Verdicts,
} from './engine.ts'
export {
  metricNames,
  type MetricName,
  type Metrics,
  type PlanResult,
  type RunEvent,
} from './run-event.ts'
export {
  evaluate,
  type EvaluateEnd,
  type EvaluateJob,
  type EvaluateProgress,
  type Evaluated,
} from './evaluate.ts'
export { firstBroken } from './diverged.ts'
export { evaluatedWeights } from './evaluated-weights.ts'
export type { Job, SavedCheckpoint, TrainEnd, TrainJob, Wish } from './job.ts'
export { measureEvaluation, measureStep, type Stopwatch } from './measure-rates.ts'
export { rehearse, type Rehearsal } from './rehearse.ts'
export { subsetOf, type Subset } from './subset.ts'
export { timeStep } from './trial.ts'
export { train } from './train.ts'
