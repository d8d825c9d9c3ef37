import type { Protocol } from '#threat'
import type { Inspection } from '#trainer'
import { asBytes, asFloats, asIndices } from './blobs.ts'
import type { Connection } from './database.ts'
import {
  readPlanResults,
  writePlanResults,
  type ReadablePlanResults,
  type WritablePlanResults,
} from './plan-results.ts'

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

export interface ReadableEvaluations extends ReadablePlanResults {
  /** Oldest first. */
  ofRun(run: number): EvaluationRow[]
  get(id: number): EvaluationRow | undefined
  /** The last that was finished. */
  last(run: number): EvaluationRow | undefined
  /** What the network put out when it was examined. */
  inspection(evaluation: number): Inspection | undefined
}

export interface WritableEvaluations extends ReadableEvaluations, WritablePlanResults {
  add(evaluation: Omit<EvaluationRow, 'id' | 'finishedAt' | 'scores'>): number
  /** Keeps what an examination saw; what is already kept stays. */
  addInspection(evaluation: number, inspection: Inspection): void
  finish(evaluation: number, at: number, scores: string): void
}

type Stored = Omit<EvaluationRow, 'protocol' | 'subset' | 'labels'> & {
  readonly protocol: string
  readonly subset: Uint8Array
  readonly labels: Uint8Array
}

const columns = `id, run, step, protocol, subset, labels, subset_hash AS subsetHash,
  plans_total AS plansTotal, started_at AS startedAt, finished_at AS finishedAt, scores`

function readEvaluations(db: Connection): ReadableEvaluations {
  const ofRun = db.prepare<[number], Stored>(
    `SELECT ${columns} FROM evaluations WHERE run = ? ORDER BY id`,
  )
  const inspection = db.prepare<[number], { logits: Uint8Array; gradient: Uint8Array }>(
    'SELECT logits, gradient FROM examinations WHERE evaluation = ?',
  )
  const one = db.prepare<[number], Stored>(`SELECT ${columns} FROM evaluations WHERE id = ?`)
  const last = db.prepare<[number], Stored>(
    `SELECT ${columns} FROM evaluations WHERE run = ? AND finished_at IS NOT NULL
     ORDER BY id DESC LIMIT 1`,
  )
  const row = (found: Stored | undefined) => found && asEvaluation(found)
  return {
    ...readPlanResults(db),
    ofRun: (run) => ofRun.all(run).map(asEvaluation),
    get: (id) => row(one.get(id)),
    last: (run) => row(last.get(run)),
    inspection: (id) => {
      const found = inspection.get(id)
      return found && { logits: asFloats(found.logits), gradient: asFloats(found.gradient) }
    },
  }
}

export function writeEvaluations(db: Connection): WritableEvaluations {
  const insert = db.prepare(
    `INSERT INTO evaluations (run, step, protocol, subset, labels, subset_hash, plans_total, started_at)
     VALUES (@run, @step, @protocol, @subset, @labels, @subsetHash, @plansTotal, @startedAt)`,
  )
  const inspect = db.prepare(
    `INSERT INTO examinations (evaluation, logits, gradient) VALUES (?, ?, ?)
     ON CONFLICT (evaluation) DO NOTHING`,
  )
  const finish = db.prepare('UPDATE evaluations SET finished_at = ?, scores = ? WHERE id = ?')
  return {
    ...readEvaluations(db),
    ...writePlanResults(db),
    add: (made) =>
      Number(
        insert.run({
          ...made,
          protocol: JSON.stringify(made.protocol),
          subset: asBytes(made.subset),
          labels: asBytes(made.labels),
        }).lastInsertRowid,
      ),
    addInspection: (evaluation, { logits, gradient }) =>
      void inspect.run(evaluation, asBytes(logits), asBytes(gradient)),
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
