import type { EngineDescription } from '#trainer'
import { configKey, type RunSpec } from '#spec'
import { runBringer, type BroughtRun } from './bring-in.ts'
import type { Connection } from './database.ts'
import { asRunRow, runColumns, type NewRun, type RunRow, type StoredRun } from './run-row.ts'

export interface ReadableRuns {
  /**
   * Runs that are not deleted, newest first; where a limit is given the newest of them and all that
   * have not ended.
   */
  list(limit?: number): RunRow[]
  ofStudy(study: string): RunRow[]
  /** Newest first, deleted ones among them. */
  ofArchitecture(architecture: string): RunRow[]
  get(id: string): RunRow | undefined
  spec(run: number): RunSpec
  /** The curriculum with its positions as steps, as JSON of whoever made the run. */
  resolved(run: number): string | null
  /** Runs that a host says it is computing, oldest first. */
  live(): RunRow[]
  nextInQueue(): RunRow | undefined
  counts(): { runs: number; running: number; waiting: number }
}

export interface Origin {
  readonly engine: EngineDescription
  readonly datasetHash: string
  readonly totalSteps: number
  readonly epochs: number
}

/** What the worker of a run learns as it goes; absent fields stay. */
export interface Progress {
  readonly step: number
  readonly activity: 'training' | 'evaluating' | null
  readonly activeMs: number
  readonly imagesPerSecond: number | null
  readonly plansDone: number
  readonly plansTotal: number
}

export interface WritableRuns extends ReadableRuns {
  /** Makes a run at the end of the queue. */
  add(run: NewRun): RunRow
  /** Adds a run that was made elsewhere, and gives its number. */
  bringIn(run: BroughtRun): number
  /** Overwrites the progress of a run, if `leaseEpoch` is still its lease. */
  progress(run: number, leaseEpoch: number, progress: Progress): boolean
  /** What the first step of a run tells: its engine, its dataset and its true length. */
  setOrigin(run: number, origin: Origin): void
  /** What a run comes to once a gate has opened, or a resume has gone back before it did. */
  setTotalSteps(run: number, steps: number): void
  setWeightsHash(run: number, hash: string): void
  setScores(run: number, scores: string): void
  /** Takes the next number for a fact about the run. */
  nextSeq(run: number): number
}

const insertRun = `INSERT INTO runs (id, name, run_group, study, seed, architecture, loss, curriculum,
  state, task, queue_turn, created_at, total_steps, steps_per_epoch, config_key, starts_from)
  VALUES (@id, @name, @group, @study, @seed, @architecture, @loss, @curriculum, 'queued', 'train',
  (SELECT coalesce(max(queue_turn), 0) + 1 FROM runs WHERE state = 'queued'),
  @createdAt, @totalSteps, @stepsPerEpoch, @configKey, @startsFrom)`

const updateProgress = `UPDATE runs SET step = @step, activity = @activity,
  active_ms = @activeMs, images_per_second = @imagesPerSecond, plans_done = @plansDone,
  plans_total = @plansTotal WHERE number = @run AND lease_epoch = @leaseEpoch`

/** What counts all rows of a table reads few pages of it; deleted ones are few. */
const countRuns = `SELECT
  (SELECT count(*) FROM runs) - (SELECT count(*) FROM runs WHERE deleted_at IS NOT NULL) AS runs,
  (SELECT count(*) FROM runs WHERE state IN ('running', 'pausing')) AS running,
  (SELECT count(*) FROM runs WHERE state = 'queued') AS waiting`

function readRuns(db: Connection): ReadableRuns {
  const select = (rest: string) =>
    db.prepare<unknown[], StoredRun>(`SELECT ${runColumns} FROM runs ${rest}`)
  const all = select('WHERE deleted_at IS NULL ORDER BY number DESC')
  const some = select(
    `WHERE deleted_at IS NULL AND number IN (
       SELECT * FROM (SELECT number FROM runs WHERE deleted_at IS NULL ORDER BY number DESC LIMIT ?)
       UNION SELECT number FROM runs
         WHERE state IN ('queued', 'running', 'pausing', 'paused', 'interrupted'))
     ORDER BY number DESC`,
  )
  const ofStudy = select('WHERE study = ? AND deleted_at IS NULL ORDER BY number')
  const ofArchitecture = select('WHERE architecture = ? ORDER BY number DESC')
  const one = select('WHERE id = ?')
  const live = select(`WHERE state IN ('running', 'pausing') ORDER BY number`)
  const next = select(`WHERE state = 'queued' ORDER BY queue_turn LIMIT 1`)
  const spec = db.prepare<[number], string>('SELECT spec FROM specs WHERE run = ?').pluck()
  const resolved = db
    .prepare<[number], string | null>('SELECT resolved FROM specs WHERE run = ?')
    .pluck()
  const counts = db.prepare<[], ReturnType<ReadableRuns['counts']>>(countRuns)
  const row = (found: StoredRun | undefined) => (found ? asRunRow(found) : undefined)
  return {
    list: (limit) => (limit === undefined ? all.all() : some.all(limit)).map(asRunRow),
    ofArchitecture: (architecture) => ofArchitecture.all(architecture).map(asRunRow),
    ofStudy: (study) => ofStudy.all(study).map(asRunRow),
    get: (id) => row(one.get(id)),
    spec: (run) => JSON.parse(spec.get(run) ?? 'null') as RunSpec,
    resolved: (run) => resolved.get(run) ?? null,
    live: () => live.all().map(asRunRow),
    nextInQueue: () => row(next.get()),
    counts: () => counts.get() ?? { runs: 0, running: 0, waiting: 0 },
  }
}

export function writeRuns(db: Connection): WritableRuns {
  const readable = readRuns(db)
  const progress = db.prepare(updateProgress)
  const origin = db.prepare(
    `UPDATE runs SET engine = @engine, dataset_hash = @datasetHash, total_steps = @totalSteps,
     steps_per_epoch = @totalSteps / max(@epochs, 1) WHERE number = @run`,
  )
  const total = db.prepare('UPDATE runs SET total_steps = ? WHERE number = ?')
  const weights = db.prepare('UPDATE runs SET weights_hash = ? WHERE number = ?')
  const scores = db.prepare('UPDATE runs SET scores = ? WHERE number = ?')
  const seq = db
    .prepare<[number], number>('UPDATE runs SET seq = seq + 1 WHERE number = ? RETURNING seq')
    .pluck()
  return {
    ...readable,
    add: adder(db, readable),
    bringIn: runBringer(db),
    progress: (run, leaseEpoch, made) => progress.run({ run, leaseEpoch, ...made }).changes === 1,
    setOrigin: (run, { engine, datasetHash, totalSteps, epochs }) =>
      void origin.run({ run, engine: JSON.stringify(engine), datasetHash, totalSteps, epochs }),
    setTotalSteps: (run, steps) => void total.run(steps, run),
    setWeightsHash: (run, hash) => void weights.run(hash, run),
    setScores: (run, json) => void scores.run(json, run),
    nextSeq: (run) => seq.get(run) ?? 0,
  }
}

function adder(db: Connection, readable: ReadableRuns): WritableRuns['add'] {
  const run = db.prepare(insertRun)
  const spec = db.prepare('INSERT INTO specs (run, spec, resolved) VALUES (?, ?, ?)')
  const insert = db.transaction((made: NewRun) => {
    const { spec: written, resolved, ...rest } = made
    const { lastInsertRowid } = run.run({
      ...rest,
      name: written.name,
      seed: written.seed,
      architecture: written.model.architecture,
      loss: written.loss.kind,
      curriculum: written.curriculum.name,
      configKey: configKey(written),
      startsFrom: written.startsFrom?.run ?? null,
    })
    spec.run(lastInsertRowid, JSON.stringify(written), resolved)
  })
  return (made) => {
    insert(made)
    const row = readable.get(made.id)
    if (!row) throw new Error(`Run ${made.id} was inserted and is not there.`)
    return row
  }
}
