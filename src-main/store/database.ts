import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CuspError } from '#errors'

export type Connection = Database.Database

/** 'CUSP' in ASCII: tells our databases from any other SQLite file. */
export const applicationId = 0x43555350

interface Pragma {
  readonly name: string
  readonly set: string
  readonly expected: number | string
}

/** Set and read back, because a build may have other defaults and SQLite ignores what it cannot do. */
const pragmas: readonly Pragma[] = [
  { name: 'journal_mode', set: 'WAL', expected: 'wal' },
  // FULL: an acknowledged pause or result survives a power cut; NORMAL may lose the last commits.
  { name: 'synchronous', set: 'FULL', expected: 2 },
  { name: 'fullfsync', set: 'ON', expected: 1 },
  { name: 'foreign_keys', set: 'ON', expected: 1 },
  { name: 'busy_timeout', set: '5000', expected: 5000 },
  // A database may come from elsewhere: its schema must not call functions of ours.
  { name: 'trusted_schema', set: 'OFF', expected: 0 },
  { name: 'cell_size_check', set: 'ON', expected: 1 },
  { name: 'temp_store', set: 'MEMORY', expected: 2 },
]

/**
 * A connection to a database file, made if missing; nothing in it is changed yet.
 * @throws CuspError `folder.corrupt` if it is no SQLite file, `folder.unwritable` if it cannot open.
 */
export function connect(file: string, { readonly = false } = {}): Connection {
  return speaking(file, () => {
    const connection = new Database(file, { readonly })
    try {
      connection.pragma('schema_version')
      return connection
    } catch (error) {
      connection.close()
      throw error
    }
  })
}

/** Puts every pragma in force. @throws CuspError `internal` if one does not read back as set. */
export function configure(connection: Connection): void {
  for (const { name, set, expected } of pragmas) {
    connection.pragma(`${name} = ${set}`)
    const actual = connection.pragma(name, { simple: true })
    if (actual !== expected) {
      throw new CuspError(
        'internal',
        `SQLite has ${name} = ${String(actual)} for ${connection.name}; Cusp needs ${expected}.`,
      )
    }
  }
}

/** Runs `work` and says SQLite's refusals about `file` as ours. */
export function speaking<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw corrupt(file, error.message, error)
    if (/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR)/.test(error.code)) {
      throw new CuspError('folder.unwritable', `Cannot open ${file} (${error.message}).`, {
        place: file,
        cause: error,
      })
    }
    throw error
  }
}

/** Whether `error` is SQLite telling that the disk is full. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_FULL'
}

/** Whether `error` is SQLite telling that another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/** What SQLite found wrong with a file that opened well, as ours; whatever else was thrown says it itself. */
export function spokenOfDamage(error: unknown, file: string): unknown {
  const isDamage =
    error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
  return isDamage ? corrupt(file, error.message, error) : error
}

export function corrupt(file: string, found: string, cause?: unknown): CuspError {
  const message =
    `The database ${file} is damaged (${found}) and was left untouched; in a terminal, ` +
    `cusp folder rescue --data "${dirname(file)}" keeps it in quarantine and saves what it and its backups have.`
  return new CuspError('folder.corrupt', message, { place: file, cause })
}
