import { probeMetrics, type ProbeMetric, type Settings } from '#curriculum'
import type { AttackPlan } from '#threat'
import type { EngineDescription, Inspection } from './engine.ts'

/** Named numbers a run records against its step. Stored: add, never rename. */
export const metricNames = ['loss', 'trainAccuracy', ...probeMetrics] as const
export type MetricName = (typeof metricNames)[number]
/** What goes wrong in training without an error. Stored: add, never rename. */
export const alarms = ['catastrophic-overfitting', 'robust-overfitting', 'degenerate'] as const
export type Alarm = (typeof alarms)[number]
/** Accuracy under the probe's PGD, and on the examples as trained on, at the end of an epoch. */
export interface HealthReading {
  readonly step: number
  readonly adversarialAccuracy: number
  readonly trainAccuracy: number
}
export type Metrics = Partial<Record<MetricName, number>>

/** What one plan did to images of the evaluated subset, image by image, in subset order. */
export interface PlanResult {
  readonly plan: AttackPlan
  readonly prediction: Int32Array
  readonly loss: Float32Array
  readonly margin: Float32Array
  /** Those of the first `gallery` perturbed images as bytes 0–255; none for plans of curves. */
  readonly gallery: Uint8Array
}

/** One past-tense fact about a run; all that the store ever learns of it. Kinds are stored. */
export type RunEvent =
  | {
      kind: 'runStarted'
      step: number
      engine: EngineDescription
      totalSteps: number
      datasetHash: string
    }
  | {
      kind: 'runResumed'
      step: number
      engine: EngineDescription
      /** What the run comes to with the gates that have opened so far. */
      totalSteps: number
      exact: boolean
      fromHash: string
    }
  | { kind: 'stepsFinished'; step: number; metrics: Metrics; settings: Settings; images: number }
  | { kind: 'stageEntered'; step: number; stage: string }
  /** A gated stage was left before its limit, which makes the run shorter. */
  | {
      kind: 'gateReached'
      step: number
      stage: string
      metric: ProbeMetric
      value: number
      totalSteps: number
    }
  /** A gated stage was left at its limit; the value is the last probe's, if one was made in it. */
  | {
      kind: 'gateMissed'
      step: number
      stage: string
      metric: ProbeMetric
      value: number | null
    }
  | { kind: 'epochFinished'; step: number; epoch: number; metrics: Metrics }
  /** A probe between two epoch ends. */
  | { kind: 'probeFinished'; step: number; metrics: Metrics }
  /** Told at the end of an epoch, once for as long as it lasts. */
  | {
      kind: 'alarmRaised'
      step: number
      alarm: Alarm
      /** What the alarm compares: the reading before a fall, and the one that is told. */
      fall?: { from: HealthReading; to: HealthReading }
    }
  | {
      kind: 'checkpointSaved'
      step: number
      folder: string
      hash: string
      bytes: number
      final: boolean
    }
  | {
      kind: 'evaluationStarted'
      step: number
      plans: number
      subset: Uint32Array
      labels: Uint8Array
      subsetHash: string
    }
  /** Images [from, from + n) of the subset, attacked and predicted again, under one plan. */
  | {
      kind: 'portionEvaluated'
      step: number
      position: number
      from: number
      result: PlanResult
    }
  /** All portions of a plan are there. */
  | { kind: 'planEvaluated'; step: number; position: number; plan: AttackPlan }
  /** The network itself was looked at, on the subset's first images; see `Inspection`. */
  | { kind: 'modelExamined'; step: number; inspection: Inspection }
  | { kind: 'evaluationFinished'; step: number }
  | { kind: 'runFinished'; step: number; weightsHash: string }
