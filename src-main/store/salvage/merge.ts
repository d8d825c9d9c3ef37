import Database from 'better-sqlite3'
import type { Connection } from '../database.ts'
import { countRows, readTable, refuseOther, type Row } from './read-table.ts'
import { salvagedTables, type SalvagedTable } from './tables.ts'

/** What became of one table. */
export interface SavedTable {
  readonly name: string
  /** Rows that there are now, those of a backup among them. */
  readonly kept: number
  /** Rows of the damaged file that are in neither; null where some are and nobody can tell how many. */
  readonly lost: number | null
}

/** Where rows of the damaged file went: runs and evaluations may have other numbers in a backup. */
interface Numbers {
  readonly runs: Map<number, number>
  readonly evaluations: Map<number, number>
}

/**
 * Adds to `base` whatever can be read of `damaged`, table by table. A run is the same where its id is:
 * numbers are given again once the last run was removed.
 * @returns a function that counts what there is then.
 */
export function mergeInto(base: Connection, damaged: Connection): () => SavedTable[] {
  const numbers: Numbers = { runs: new Map(), evaluations: new Map() }
  base.pragma('foreign_keys = OFF')
  const read = base.transaction(() =>
    salvagedTables.map((table) => ({ table, isWhole: mergeTable(base, damaged, table, numbers) })),
  )()
  base.transaction(() => repairs.forEach((sql) => base.prepare(sql).run()))()
  base.pragma('foreign_keys = ON')
  return () =>
    read
      .filter(({ table }) => table.name !== 'settings')
      .map(({ table: { name }, isWhole }) => {
        const kept = countRows(base, name) ?? 0
        const expected = isWhole ? kept : countRows(damaged, name)
        return { name, kept, lost: expected === null ? null : Math.max(0, expected - kept) }
      })
}

function mergeTable(
  base: Connection,
  damaged: Connection,
  table: SalvagedTable,
  numbers: Numbers,
): boolean {
  const columns = columnsOf(base, table.name)
  const theirs = new Set(columnsOf(damaged, table.name))
  const shared = columns.filter((column) => theirs.has(column))
  // What is missing in an older file has a default, or it would not have been added.
  if (shared.length === 0) return countRows(damaged, 'sqlite_schema') !== null
  const put = putter(base, table, shared)
  const placed = placer(base, table, numbers)
  let isFit = true
  const rows = readTable(damaged, table, numbers.runs.keys())
  for (;;) {
    const next = rows.next()
    if (next.done === true) return next.value && isFit
    const row = placed(next.value)
    if (row !== undefined && !put(row)) isFit = false
  }
}

function columnsOf(db: Connection, table: string): string[] {
  try {
    return db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  } catch (error) {
    refuseOther(error)
    return []
  }
}

/** @returns a function that keeps a row, or false where it breaks the table's rules. */
function putter(base: Connection, table: SalvagedTable, columns: readonly string[]) {
  const values = columns.map((column) => `@${column}`).join(', ')
  const insert = `INTO ${table.name} (${columns.join(', ')}) VALUES (${values})`
  const statement = base.prepare(
    table.onBoth === 'keep-theirs' ? `INSERT OR IGNORE ${insert}` : `INSERT OR REPLACE ${insert}`,
  )
  const isOlder = olderThan(base, table)
  return (row: Row): boolean => {
    if (isOlder(row)) return true
    try {
      statement.run(row)
      return true
    } catch (error) {
      // A flipped bit: text that is no JSON, a number that is text.
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT'))
        return false
      throw error
    }
  }
}

/** Whether the backup knows more of a row than the damaged file. */
function olderThan(base: Connection, { name, onBoth }: SalvagedTable): (row: Row) => boolean {
  if (onBoth !== 'take-newer') return () => false
  const newer = {
    runs: 'SELECT 1 FROM runs WHERE number = @number AND seq > @seq',
    metrics:
      'SELECT 1 FROM metrics WHERE run = @run AND name = @name AND step = @step AND seq > @seq',
    evaluations:
      'SELECT 1 FROM evaluations WHERE id = @id AND finished_at IS NOT NULL AND @finished_at IS NULL',
  }[name]
  const find = base.prepare(newer ?? 'SELECT 1 WHERE 0')
  return (row) => find.get(row) !== undefined
}

/** @returns a function that gives a row its numbers in `base`; undefined where what it belongs to is not there. */
function placer(
  base: Connection,
  { name, of }: SalvagedTable,
  numbers: Numbers,
): (row: Row) => Row | undefined {
  if (name === 'runs') {
    const number = placeOf(base, 'SELECT number FROM runs WHERE id = @id', 'runs', 'number')
    return (row) => keep(numbers.runs, row, 'number', number(row))
  }
  const owner = (row: Row): Row | undefined => {
    if (!of) return withoutRowid(row)
    const mapped = numbers[of.parent].get(Number(row[of.column]))
    return mapped === undefined ? undefined : { ...withoutRowid(row), [of.column]: mapped }
  }
  if (name !== 'evaluations') return owner
  const same =
    'SELECT id FROM evaluations WHERE run = @run AND step = @step AND started_at = @started_at'
  const id = placeOf(base, same, 'evaluations', 'id')
  return (row) => {
    const owned = owner(row)
    return owned && keep(numbers.evaluations, owned, 'id', id(owned))
  }
}

/** The number of the same row in `base`, its own where that is free, or the next. */
function placeOf(base: Connection, same: string, table: string, column: string) {
  const known = base.prepare<[Row], number>(same).pluck()
  const taken = base.prepare(`SELECT 1 FROM ${table} WHERE ${column} = ?`)
  const next = base
    .prepare<[], number>(`SELECT coalesce(max(${column}), 0) + 1 FROM ${table}`)
    .pluck()
  return (row: Row): number =>
    known.get(row) ?? (taken.get(row[column]) ? (next.get() ?? 1) : Number(row[column]))
}

function keep(numbers: Map<number, number>, row: Row, column: string, number: number): Row {
  const theirs = Number(row[column])
  const before = numbers.get(theirs)
  numbers.set(theirs, before ?? number)
  return { ...row, [column]: before ?? number }
}

/** Removes a run and all that is of it. */
export function removeRun(base: Connection, run: number): void {
  const ofIt = 'SELECT id FROM evaluations WHERE run = ?'
  for (const { name, of } of salvagedTables.toReversed()) {
    if (of) {
      const is = of.parent === 'runs' ? '= ?' : `IN (${ofIt})`
      base.prepare(`DELETE FROM ${name} WHERE ${of.column} ${is}`).run(run)
    }
  }
  base.prepare('DELETE FROM run_measures WHERE run = ?').run(run)
  base.prepare('DELETE FROM runs WHERE number = ?').run(run)
}

const withoutRowid = ({ rowid_: _rowid, ...row }: Row): Row => row

/**
 * What one file alone would never have: points that a resume made void after the backup, portions of
 * plans that are done, rows whose owner was lost; and numbers of runs, counted anew.
 */
const repairs = [
  `DELETE FROM metrics WHERE EXISTS (SELECT 1 FROM truncations AS void WHERE void.run = metrics.run
     AND void.seq > metrics.seq AND metrics.step > void.after_step)`,
  `DELETE FROM events WHERE source = 'worker' AND EXISTS (SELECT 1 FROM truncations AS void
     WHERE void.run = events.run AND void.seq > events.seq AND events.step > void.after_step)`,
  `DELETE FROM plan_portions WHERE EXISTS (SELECT 1 FROM plan_results AS done
     WHERE done.evaluation = plan_portions.evaluation AND done.position = plan_portions.position)`,
  `UPDATE curricula SET parent = NULL WHERE parent NOT IN (SELECT id FROM curricula)`,
  `DELETE FROM curriculum_versions WHERE curriculum NOT IN (SELECT id FROM curricula)`,
  `DELETE FROM curriculum_sittings WHERE curriculum NOT IN (SELECT id FROM curricula)`,
  `DELETE FROM report_panels WHERE report NOT IN (SELECT id FROM reports)`,
  `UPDATE runs SET seq = max(seq,
     coalesce((SELECT max(seq) FROM metrics WHERE run = runs.number), 0),
     coalesce((SELECT max(seq) FROM events WHERE run = runs.number), 0),
     coalesce((SELECT max(seq) FROM truncations WHERE run = runs.number), 0)),
     measured = 0`,
  'DELETE FROM run_measures',
  `INSERT INTO run_measures
   SELECT ends.name, ends.run, ends.value, ends.step, low.value, low.step, high.value, high.step FROM
     (SELECT run, name, value, max(step) AS step FROM metrics GROUP BY run, name) AS ends
     JOIN (SELECT run, name, min(value) AS value, step FROM metrics GROUP BY run, name) AS low
       USING (run, name)
     JOIN (SELECT run, name, max(value) AS value, step FROM metrics GROUP BY run, name) AS high
       USING (run, name)`,
]
