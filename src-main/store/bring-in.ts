import type { Protocol } from '#threat'
import type { RunSpec } from '#spec'
import { configKey } from '#spec'
import type { Connection } from './database.ts'
import { partial } from './partial.ts'
import type { RunRow } from './run-row.ts'

/** A run that was made elsewhere and stands still: as it was there, but for its number here and `partial`. */
export type BroughtRun = Pick<
  RunRow,
  | ('id' | 'group' | 'study' | 'state' | 'task' | 'createdAt' | 'startedAt' | 'finishedAt')
  | ('activeMs' | 'imagesPerSecond' | 'seq' | 'step' | 'totalSteps' | 'stepsPerEpoch')
  | ('plansDone' | 'plansTotal' | 'datasetHash' | 'engine' | 'weightsHash')
  | ('faultCode' | 'faultMessage' | 'archivedAt')
> & {
  readonly spec: RunSpec
  /** The curriculum with its positions as steps, as JSON. */
  readonly resolved: string
  readonly protocol: Protocol | null
  readonly notes: string
}

/** The lease is the first one where a worker ever had it: a resume voids what lies beyond. */
const insert = `INSERT INTO runs (id, name, run_group, study, seed, architecture, loss, curriculum,
  state, task, protocol, lease_epoch, created_at, started_at, finished_at, active_ms, seq, step,
  total_steps, steps_per_epoch, images_per_second, plans_done, plans_total, dataset_hash, engine,
  weights_hash, fault_code, fault_message, config_key, starts_from, archived_at, deleted_at, notes)
  VALUES (@id, @name, @group, @study, @seed, @architecture, @loss, @curriculum,
  @state, @task, @protocol, @leaseEpoch, @createdAt, @startedAt, @finishedAt, @activeMs, @seq, @step,
  @totalSteps, @stepsPerEpoch, @imagesPerSecond, @plansDone, @plansTotal, @datasetHash, @engine,
  @weightsHash, @faultCode, @faultMessage, @configKey, @startsFrom, @archivedAt, ${partial}, @notes)`

/** @returns a function that adds a run, out of sight, and gives its number. */
export function runBringer(db: Connection): (made: BroughtRun) => number {
  const run = db.prepare(insert)
  const spec = db.prepare('INSERT INTO specs (run, spec, resolved) VALUES (?, ?, ?)')
  return db.transaction(({ spec: written, resolved, ...made }: BroughtRun) => {
    const { lastInsertRowid } = run.run({
      ...made,
      protocol: made.protocol && JSON.stringify(made.protocol),
      engine: made.engine && JSON.stringify(made.engine),
      leaseEpoch: made.startedAt === null ? 0 : 1,
      name: written.name,
      seed: written.seed,
      architecture: written.model.architecture,
      loss: written.loss.kind,
      curriculum: written.curriculum.name,
      configKey: configKey(written),
      startsFrom: written.startsFrom?.run ?? null,
    })
    spec.run(lastInsertRowid, JSON.stringify(written), resolved)
    return Number(lastInsertRowid)
  })
}
