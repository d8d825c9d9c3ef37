import type { Connection } from './database.ts'

/** What people note on runs and put away. */
export interface ReadableShelf {
  notes(run: number): string
  /** Runs deleted before `moment`, in milliseconds since 1970. */
  deletedBefore(moment: number): number[]
  /** Runs that began from a checkpoint of this one, oldest first, by id. */
  forksOf(id: string): string[]
}

export interface WritableShelf extends ReadableShelf {
  setNotes(run: number, notes: string): void
  /** @param at milliseconds since 1970; null takes it out again */
  archive(run: number, at: number | null): void
  /** Puts a run out of sight; null restores it. Nothing of it is lost before `purge`. */
  delete(run: number, at: number | null): void
  /** Removes a run and all that is recorded of it, for ever. */
  purge(run: number): void
}

/** Tables with rows of a run, children first. */
const ofEvaluations = ['plan_portions', 'plan_results', 'examinations']
const ofRuns = [
  'equivariance',
  'evaluations',
  'checkpoints',
  'truncations',
  'events',
  'metrics',
  'run_labels',
]

function readShelf(db: Connection): ReadableShelf {
  const notes = db.prepare<[number], string>('SELECT notes FROM runs WHERE number = ?').pluck()
  const deleted = db
    .prepare<[number], number>('SELECT number FROM runs WHERE deleted_at < ? ORDER BY number')
    .pluck()
  const forks = db
    .prepare<[string], string>('SELECT id FROM runs WHERE starts_from = ? ORDER BY number')
    .pluck()
  return {
    notes: (run) => notes.get(run) ?? '',
    deletedBefore: (moment) => deleted.all(moment),
    forksOf: (id) => forks.all(id),
  }
}

export function writeShelf(db: Connection): WritableShelf {
  const notes = db.prepare('UPDATE runs SET notes = ? WHERE number = ?')
  const archive = db.prepare('UPDATE runs SET archived_at = ? WHERE number = ?')
  const remove = db.prepare('UPDATE runs SET deleted_at = ? WHERE number = ?')
  return {
    ...readShelf(db),
    setNotes: (run, text) => void notes.run(text, run),
    archive: (run, at) => void archive.run(at, run),
    delete: (run, at) => void remove.run(at, run),
    purge: purger(db),
  }
}

function purger(db: Connection): WritableShelf['purge'] {
  const within = ofEvaluations.map((table) =>
    db.prepare(
      `DELETE FROM ${table} WHERE evaluation IN (SELECT id FROM evaluations WHERE run = ?)`,
    ),
  )
  const names = db
    .prepare<[number], string>('SELECT DISTINCT name FROM run_measures WHERE run = ?')
    .pluck()
  const measure = db.prepare('DELETE FROM run_measures WHERE name = ? AND run = ?')
  const of = [...ofRuns, 'specs'].map((table) => db.prepare(`DELETE FROM ${table} WHERE run = ?`))
  const run = db.prepare('DELETE FROM runs WHERE number = ?')
  return db.transaction((number: number) => {
    for (const statement of within) statement.run(number)
    for (const name of names.all(number)) measure.run(name, number)
    for (const statement of of) statement.run(number)
    run.run(number)
  })
}
