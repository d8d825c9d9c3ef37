import type { Protocol } from '#threat'
import type { EngineDescription } from '#trainer'
import type { RunSpec } from '#spec'

/** Life of a run; the same words as the contract's, which may not be imported here. */
export type RunState =
  'queued' | 'running' | 'pausing' | 'paused' | 'finished' | 'failed' | 'cancelled' | 'interrupted'

/** What a worker is to do for a run: train it (and evaluate it), or only evaluate it once more. */
export type Task = 'train' | 'evaluate'

/** A run as kept, without its spec. Times are milliseconds since 1970. */
export interface RunRow {
  /** Key of the run's rows; rises with each run made. */
  readonly number: number
  readonly id: string
  readonly name: string
  readonly group: string | null
  readonly study: string | null
  readonly seed: number
  readonly architecture: string
  readonly loss: string
  readonly curriculum: string
  readonly state: RunState
  readonly task: Task
  /** What an asked-for evaluation is to be made by; null for that of the spec. */
  readonly protocol: Protocol | null
  readonly activity: 'training' | 'evaluating' | null
  /** Rises with each time the run is started: facts of an earlier lease are dropped. */
  readonly leaseEpoch: number
  /** Automatic restarts since a person last started it. */
  readonly retries: number
  readonly createdAt: number
  readonly startedAt: number | null
  readonly finishedAt: number | null
  readonly activeMs: number
  /** The last number given to a fact about this run. */
  readonly seq: number
  readonly step: number
  readonly totalSteps: number
  readonly stepsPerEpoch: number
  readonly imagesPerSecond: number | null
  readonly plansDone: number
  readonly plansTotal: number
  readonly datasetHash: string | null
  readonly engine: EngineDescription | null
  readonly weightsHash: string | null
  /** Headline of the last finished evaluation, as JSON of whoever made it. */
  readonly scores: string | null
  readonly faultCode: string | null
  readonly faultMessage: string | null
  /** Equal in runs that differ in seed and name alone. */
  readonly configKey: string | null
  /** Id of the run that it began from a checkpoint of. */
  readonly startsFrom: string | null
  readonly archivedAt: number | null
  readonly deletedAt: number | null
}

/** What a run is made with. */
export interface NewRun {
  readonly id: string
  readonly spec: RunSpec
  /** The curriculum with its positions as steps, as JSON. */
  readonly resolved: string | null
  readonly group: string | null
  readonly study: string | null
  readonly totalSteps: number
  readonly stepsPerEpoch: number
  readonly createdAt: number
}

/** The columns of `runs` under the names of `RunRow`. */
export const runColumns = `number, id, name, run_group AS "group", study, seed, architecture, loss,
  curriculum, state, task, protocol, activity, lease_epoch AS leaseEpoch, retries, created_at AS createdAt,
  started_at AS startedAt, finished_at AS finishedAt, active_ms AS activeMs, seq, step,
  total_steps AS totalSteps, steps_per_epoch AS stepsPerEpoch,
  images_per_second AS imagesPerSecond, plans_done AS plansDone, plans_total AS plansTotal,
  dataset_hash AS datasetHash, engine, weights_hash AS weightsHash, scores,
  fault_code AS faultCode, fault_message AS faultMessage, config_key AS configKey,
  starts_from AS startsFrom, archived_at AS archivedAt, deleted_at AS deletedAt`

/** A row as SQLite gives it: what is JSON is still text. */
export type StoredRun = Omit<RunRow, 'engine' | 'protocol'> & {
  readonly engine: string | null
  readonly protocol: string | null
}

export function asRunRow(stored: StoredRun): RunRow {
  return {
    ...stored,
    engine: parsed<EngineDescription>(stored.engine),
    protocol: parsed<Protocol>(stored.protocol),
  }
}

function parsed<Value>(json: string | null): Value | null {
  return json === null ? null : (JSON.parse(json) as Value)
}
