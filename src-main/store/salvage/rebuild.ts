import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Connection } from '../database.ts'
import { findFault } from '../examine.ts'
import { mendLog } from '../log-file.ts'
import { openStore } from '../store.ts'
import { mergeInto, removeRun, type SavedTable } from './merge.ts'
import { refuseOther } from './read-table.ts'

export interface RebuildSpec {
  /** A copy of the damaged database, with its log; it is changed. Missing where nothing was there. */
  readonly damaged: string
  /** A backup that was checked. */
  readonly backup: string | undefined
  /** The file to make. */
  readonly target: string
  /** A spec that lies elsewhere, of a run whose own could not be read. */
  readonly specOf: SpecOf
}

/** A spec and what it comes to, both as JSON. */
export type SpecOf = (
  id: string,
) => { readonly spec: string; readonly resolved: string } | undefined

export interface Rebuilt {
  readonly tables: readonly SavedTable[]
  /** Pages of the log that do not match their checksum: what is on them may be wrong. */
  readonly badLogPages: number
  /** Ids of runs that the damaged file named and whose row or spec is nowhere. */
  readonly lostRuns: readonly string[]
}

/**
 * Makes a database of the newest version of what a backup has and of what can be read of the damaged
 * file. It is closed and has no log.
 */
export function rebuild({ damaged, backup, target, specOf }: RebuildSpec): Rebuilt {
  if (backup !== undefined) copyFileSync(backup, target)
  // Brings a backup of an older Cusp up to date, or makes the tables.
  openStore({ file: target, backups: join(dirname(target), 'backups') }).close()
  const badLogPages = mendFile(damaged)
  const base = new Database(target)
  const source = existsSync(damaged) ? openDamaged(damaged) : undefined
  try {
    const count = source ? mergeInto(base, source) : () => []
    const withoutSpec = findSpecs(base, specOf)
    // Nothing works of a run without a spec.
    for (const { number } of withoutSpec) removeRun(base, number)
    const named = new Set([...withoutSpec.map(({ id }) => id), ...(source ? idsNamed(source) : [])])
    const lostRuns = [...named].filter((id) => !isThere(base, id))
    const fault = findFault(base, { thoroughness: 'full' })
    if (fault !== undefined) throw new Error(`What was saved is no sound database: ${fault}`)
    base.pragma('journal_mode = DELETE')
    return { tables: count(), badLogPages, lostRuns }
  } finally {
    source?.close()
    base.close()
  }
}

/** @returns the runs that none is found of. */
function findSpecs(
  base: Connection,
  specOf: SpecOf,
): readonly { readonly number: number; readonly id: string }[] {
  const insert = base.prepare('INSERT INTO specs (run, spec, resolved) VALUES (?, ?, ?)')
  return base
    .prepare<[], { number: number; id: string }>(
      'SELECT number, id FROM runs WHERE number NOT IN (SELECT run FROM specs)',
    )
    .all()
    .filter(({ number, id }) => {
      const found = specOf(id)
      if (found) insert.run(number, found.spec, found.resolved)
      return !found
    })
}

/** Has SQLite read the log to its end, and the file whose first bytes are not those of a database. */
function mendFile(file: string): number {
  if (!existsSync(file)) return 0
  const opened = openSync(file, 'r+')
  writeSync(opened, 'SQLite format 3\0', 0)
  closeSync(opened)
  const log = `${file}-wal`
  if (!existsSync(log)) return 0
  const mended = mendLog(readFileSync(log))
  if (mended) writeFileSync(log, mended.bytes)
  return mended?.bad ?? 0
}

function openDamaged(file: string): Connection | undefined {
  let connection: Connection | undefined
  try {
    connection = new Database(file)
    connection.pragma('cell_size_check = ON')
    connection.pragma('trusted_schema = OFF')
    connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    return connection
  } catch (error) {
    connection?.close()
    refuseOther(error)
    return undefined
  }
}

/** Ids by the index over them, which may be whole where the runs are not. */
function idsNamed(db: Connection): string[] {
  try {
    return db
      .prepare<[], string>('SELECT id FROM runs INDEXED BY sqlite_autoindex_runs_1')
      .pluck()
      .all()
  } catch (error) {
    refuseOther(error)
    return []
  }
}

function isThere(db: Connection, id: string): boolean {
  return db.prepare('SELECT 1 FROM runs WHERE id = ?').get(id) !== undefined
}
