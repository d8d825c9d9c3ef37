import { CuspError } from '#errors'
import { beforeName, partOf, pruneBackups, publishBackup } from './backups.ts'
import { removeDatabase } from './copy.ts'
import { applicationId, corrupt, type Connection } from './database.ts'
import { findFaultOfFile } from './examine.ts'
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
 * the version, so that a kill in between leaves a version that exists. An older file is copied first.
 * @throws CuspError `folder.unwritable`; then nothing was changed.
 */
export function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  backups: string,
): void {
  const from = versionOf(connection)
  const pending = migrations.filter((migration) => migration.version > from)
  if (pending.length === 0) return
  if (from > 0) backUp(connection, backups, from + 1)
  for (const migration of pending) apply(connection, migration)
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

/** Copies the whole database, committed state only, and reads the copy back. */
function backUp(connection: Connection, folder: string, version: number): void {
  const name = beforeName(folder, version)
  const part = partOf(folder, name)
  // One that a kill left; SQLite writes into no file that is there.
  removeDatabase(part)
  connection.prepare('VACUUM INTO ?').run(part)
  const fault = findFaultOfFile(part)
  if (fault !== undefined) {
    removeDatabase(part)
    throw new CuspError(
      'folder.unwritable',
      `The copy that is made before a newer Cusp changes the database cannot be read back from ` +
        `${folder} (${fault}); nothing was changed. Check that disk, or choose another folder with --data.`,
      { place: folder },
    )
  }
  publishBackup(folder, name)
  pruneBackups(folder)
}
