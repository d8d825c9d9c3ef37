import type { Connection } from './database.ts'
import { partial } from './partial.ts'

/** What people note on runs and put away. */
export interface ReadableShelf {
  notes(run: number): string
  /** Runs that are still coming in or being removed, or were when their host died; by number. */
  partial(): { readonly number: number; readonly id: string }[]
  /** Runs that began from a checkpoint of this one, oldest first, by id. */
  forksOf(id: string): string[]
}

export interface WritableShelf extends ReadableShelf {
  setNotes(run: number, notes: string): void
  /** @param at milliseconds since 1970; null takes it out again */
  archive(run: number, at: number | null): void
  /** Puts a run out of sight; null restores it. Nothing of it is lost before `purge`. */
  delete(run: number, at: number | null): void
  /** Takes a deleted run off the list of those too; from here on only `purge` is left for it. */
  markPartial(run: number): void
  /**
   * Removes a partial run and all that is recorded of it, a part at a time: it pauses wherever a
   * transaction may end and tells how many rows went; the run's own goes last.
   */
  purge(run: number): Generator<number, void>
}

function readShelf(db: Connection): ReadableShelf {
  const notes = db.prepare<[number], string>('SELECT notes FROM runs WHERE number = ?').pluck()
  const unwhole = db.prepare<[number], { number: number; id: string }>(
    'SELECT number, id FROM runs WHERE deleted_at = ? ORDER BY number',
  )
  const forks = db
    .prepare<[string], string>('SELECT id FROM runs WHERE starts_from = ? ORDER BY number')
    .pluck()
  return {
    notes: (run) => notes.get(run) ?? '',
    partial: () => unwhole.all(partial),
    forksOf: (id) => forks.all(id),
  }
}

/** @param touched gets the numbers of runs whose points go. */
export function writeShelf(db: Connection, touched: Set<number>): WritableShelf {
  const notes = db.prepare('UPDATE runs SET notes = ? WHERE number = ?')
  const archive = db.prepare('UPDATE runs SET archived_at = ? WHERE number = ?')
  const remove = db.prepare('UPDATE runs SET deleted_at = ? WHERE number = ?')
  return {
    ...readShelf(db),
    setNotes: (run, text) => void notes.run(text, run),
    archive: (run, at) => void archive.run(at, run),
    delete: (run, at) => void remove.run(at, run),
    markPartial: (run) => void remove.run(partial, run),
    purge: purger(db, touched),
  }
}

/** Tables whose rows belong to a row of `parent`, with the column that says to which. */
const belonging = `SELECT schema.name AS "table", keys."from" AS "column"
  FROM sqlite_schema AS schema, pragma_foreign_key_list(schema.name) AS keys
  WHERE schema.type = 'table' AND keys."table" = ?`

/** Asks the schema what belongs to a run, so that a table added later is not forgotten. */
function purger(db: Connection, touched: Set<number>): WritableShelf['purge'] {
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
  const rest = db.transaction((number: number) =>
    [...within, ...of, run].reduce((rows, statement) => rows + statement.run(number).changes, 0),
  )
  return function* (number) {
    touched.add(number)
    // Of all that belongs to a run, only its metrics come to millions of rows.
    for (;;) {
      const { changes } = part.run({ run: number })
      if (changes === 0) break
      yield changes
    }
    yield rest(number)
  }
}

/** Some milliseconds. */
const rowsAtOnce = 2000
