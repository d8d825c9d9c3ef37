import type { PlanResult } from '#trainer'
import type { AttackPlan, Protocol } from '#threat'
import { asBytes, asFloats, asIntegers, asIndices } from './blobs.ts'
import type { Connection } from './database.ts'

/** An evaluation and the images it was made on; `subset` are positions in the dataset. */
export interface EvaluationRow {
  readonly id: number
  readonly run: number
  readonly step: number
  readonly protocol: Protocol
  readonly subset: Uint32Array
  readonly labels: Uint8Array
  readonly subsetHash: string
  readonly plansTotal: number
  readonly startedAt: number
  readonly finishedAt: number | null
  /** Headline as JSON of whoever made it. */
  readonly scores: string | null
}

/** The outcome of one plan; `position` is its place in the order of evaluation. */
export interface PlanRow extends PlanResult {
  readonly position: number
}

export interface ReadableEvaluations {
  /** Oldest first. */
  ofRun(run: number): EvaluationRow[]
  get(id: number): EvaluationRow | undefined
  /** In the order of evaluation. */
  results(evaluation: number): PlanRow[]
  plansDone(evaluation: number): AttackPlan[]
}

export interface WritableEvaluations extends ReadableEvaluations {
  add(evaluation: Omit<EvaluationRow, 'id' | 'finishedAt' | 'scores'>): number
  /** Adds a plan's outcome, or replaces the one at its position. */
  addResult(evaluation: number, position: number, result: PlanResult): void
  finish(evaluation: number, at: number, scores: string): void
}

type Stored = Omit<EvaluationRow, 'protocol' | 'subset' | 'labels'> & {
  readonly protocol: string
  readonly subset: Uint8Array
  readonly labels: Uint8Array
}
interface StoredResult {
  readonly position: number
  readonly plan: string
  readonly prediction: Uint8Array
  readonly loss: Uint8Array
  readonly margin: Uint8Array
  readonly gallery: Uint8Array
}

const columns = `id, run, step, protocol, subset, labels, subset_hash AS subsetHash,
  plans_total AS plansTotal, started_at AS startedAt, finished_at AS finishedAt, scores`

function readEvaluations(db: Connection): ReadableEvaluations {
  const ofRun = db.prepare<[number], Stored>(
    `SELECT ${columns} FROM evaluations WHERE run = ? ORDER BY id`,
  )
  const one = db.prepare<[number], Stored>(`SELECT ${columns} FROM evaluations WHERE id = ?`)
  const results = db.prepare<[number], StoredResult>(
    `SELECT position, plan, prediction, loss, margin, gallery FROM plan_results
     WHERE evaluation = ? ORDER BY position`,
  )
  const done = db
    .prepare<[number], string>(
      'SELECT plan FROM plan_results WHERE evaluation = ? ORDER BY position',
    )
    .pluck()
  return {
    ofRun: (run) => ofRun.all(run).map(asEvaluation),
    get: (id) => {
      const found = one.get(id)
      return found && asEvaluation(found)
    },
    results: (evaluation) => results.all(evaluation).map(asResult),
    plansDone: (evaluation) => done.all(evaluation).map((json) => JSON.parse(json) as AttackPlan),
  }
}

export function writeEvaluations(db: Connection): WritableEvaluations {
  const insert = db.prepare(
    `INSERT INTO evaluations (run, step, protocol, subset, labels, subset_hash, plans_total, started_at)
     VALUES (@run, @step, @protocol, @subset, @labels, @subsetHash, @plansTotal, @startedAt)`,
  )
  const insertResult = db.prepare(
    `INSERT OR REPLACE INTO plan_results (evaluation, position, plan, prediction, loss, margin, gallery)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const finish = db.prepare('UPDATE evaluations SET finished_at = ?, scores = ? WHERE id = ?')
  return {
    ...readEvaluations(db),
    add: (made) =>
      Number(
        insert.run({
          ...made,
          protocol: JSON.stringify(made.protocol),
          subset: asBytes(made.subset),
          labels: asBytes(made.labels),
        }).lastInsertRowid,
      ),
    addResult: (evaluation, position, { plan, prediction, loss, margin, gallery }) =>
      void insertResult.run(
        evaluation,
        position,
        JSON.stringify(plan),
        ...[prediction, loss, margin, gallery].map(asBytes),
      ),
    finish: (evaluation, at, scores) => void finish.run(at, scores, evaluation),
  }
}

function asEvaluation(stored: Stored): EvaluationRow {
  return {
    ...stored,
    protocol: JSON.parse(stored.protocol) as Protocol,
    subset: asIndices(stored.subset),
    labels: new Uint8Array(stored.labels),
  }
}

function asResult(stored: StoredResult): PlanRow {
  return {
    position: stored.position,
    plan: JSON.parse(stored.plan) as AttackPlan,
    prediction: asIntegers(stored.prediction),
    loss: asFloats(stored.loss),
    margin: asFloats(stored.margin),
    gallery: new Uint8Array(stored.gallery),
  }
}
