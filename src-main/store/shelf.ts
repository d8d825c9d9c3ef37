import { arriving } from './bring-in.ts'
import type { Connection } from './database.ts'

/** What people note on runs and put away. */
export interface ReadableShelf {
  notes(run: number): string
  /** Runs that are still coming in, or were when their host died; by number. */
  arriving(): number[]
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
  /**
   * The same a part at a time: it pauses wherever a transaction may end, the run's own row goes last.
   * For a run that is out of sight, since what is left of it in between is not whole.
   */
  purgeInParts(run: number): Generator<void, void>
}

function readShelf(db: Connection): ReadableShelf {
  const notes = db.prepare<[number], string>('SELECT notes FROM runs WHERE number = ?').pluck()
  const coming = db
    .prepare<[number], number>('SELECT number FROM runs WHERE deleted_at = ? ORDER BY number')
    .pluck()
  const forks = db
    .prepare<[string], string>('SELECT id FROM runs WHERE starts_from = ? ORDER BY number')
    .pluck()
  return {
    notes: (run) => notes.get(run) ?? '',
    arriving: () => coming.all(arriving),
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
    ...purger(db),
  }
}

/** Tables whose rows belong to a row of `parent`, with the column that says to which. */
const belonging = `SELECT schema.name AS "table", keys."from" AS "column"
  FROM sqlite_schema AS schema, pragma_foreign_key_list(schema.name) AS keys
  WHERE schema.type = 'table' AND keys."table" = ?`

/** Asks the schema what belongs to a run, so that a table added later is not forgotten. */
function purger(db: Connection): Pick<WritableShelf, 'purge' | 'purgeInParts'> {
  const children = (parent: string) =>
    db.prepare<[string], { table: string; column: string }>(belonging).all(parent)
  const within = children('evaluations').map(({ table, column }) =>
    db.prepare(
      `DELETE FROM ${table} WHERE ${column} IN (SELECT id FROM evaluations WHERE run = ?)`,
    ),
  )
  const of = children('runs').map(({ table, column }) =>
    db.prepare(`DELETE FROM ${table} WHERE ${column} = ?`),
  )
  const run = db.prepare('DELETE FROM runs WHERE number = ?')
  const part = db.prepare(
    `DELETE FROM metrics WHERE run = @run AND (name, step) IN
       (SELECT name, step FROM metrics WHERE run = @run LIMIT ${rowsAtOnce})`,
  )
  const purge = db.transaction((number: number) => {
    for (const statement of [...within, ...of, run]) statement.run(number)
  })
  return {
    purge,
    *purgeInParts(number) {
      // Of all that belongs to a run, only its metrics come to millions of rows.
      while (part.run({ run: number }).changes > 0) yield
      purge(number)
      yield
    },
  }
}

/** Some milliseconds. */
const rowsAtOnce = 2000
