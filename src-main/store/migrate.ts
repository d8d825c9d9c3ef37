import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CuspError } from '#errors'
import { applicationId, corrupt, type Connection } from './database.ts'
import type { Migration } from './migrations/index.ts'

/** The schema version a file is at: 0 for a new one. */
export function versionOf(connection: Connection): number {
  return connection.pragma('user_version', { simple: true }) as number
}

/**
 * Refuses a file that is not ours or that a newer Cusp wrote; changes nothing.
 * @throws CuspError `folder.corrupt`, `folder.newer`.
 */
export function refuseForeign(connection: Connection, latest: number): void {
  const found = connection.pragma('application_id', { simple: true })
  const tables = connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  if (found !== applicationId && tables !== 0) {
    throw corrupt(connection.name, 'it is a SQLite file of another program')
  }
  const version = versionOf(connection)
  if (version > latest) {
    throw new CuspError(
      'folder.newer',
      `${connection.name} has version ${version} and this Cusp knows versions up to ${latest}; ` +
        'open it with the Cusp that wrote it, or a newer one.',
      { place: connection.name },
    )
  }
}

/**
 * Brings a file to the newest version, each migration in a transaction of its own that also sets
 * the version, so that a kill in between leaves a version that exists.
 * @returns the file of the backup made first; none for a new file or one that is up to date.
 */
export function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  backups: string,
): string | undefined {
  const from = versionOf(connection)
  const pending = migrations.filter((migration) => migration.version > from)
  if (pending.length === 0) return undefined
  const backup = from === 0 ? undefined : backUp(connection, join(backups, `before-${from + 1}`))
  for (const migration of pending) apply(connection, migration)
  return backup
}

function apply(connection: Connection, migration: Migration): void {
  const work = connection.transaction(() => {
    connection.exec(migration.sql)
    migration.fill?.(connection)
    connection.pragma(`application_id = ${applicationId}`)
    connection.pragma(`user_version = ${migration.version}`)
  })
  work.immediate()
}

/** Copies the whole database, committed state only, to the first free `<stem>[-n].sqlite`. */
function backUp(connection: Connection, stem: string): string {
  mkdirSync(join(stem, '..'), { recursive: true })
  for (let copy = 1; ; copy++) {
    const file = copy === 1 ? `${stem}.sqlite` : `${stem}-${copy}.sqlite`
    try {
      connection.prepare('VACUUM INTO ?').run(file)
      return file
    } catch (error) {
      if (!(error instanceof Error) || !/already exists/.test(error.message)) throw error
    }
  }
}
