export type {
  AttackOutcome,
  Engine,
  EngineDescription,
  EvaluationSession,
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
