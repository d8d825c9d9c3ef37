import Database from 'better-sqlite3'
import { applicationId, type Connection } from './database.ts'

/** `quick` reads every page, `full` holds every index against its table too: three times the work. */
export type Thoroughness = 'quick' | 'full'

/** What is wrong with a database, in a few words; undefined when nothing is. */
export function findFault(
  connection: Connection,
  { thoroughness }: { readonly thoroughness: Thoroughness },
): string | undefined {
  const check = thoroughness === 'full' ? 'integrity_check(1)' : 'quick_check(1)'
  const found = String(connection.pragma(check, { simple: true }))
  // SQLite begins with a line that names the database, which is always "main".
  return found === 'ok' ? undefined : found.replace(/^\*\*\* in database main \*\*\*\s*/, '').trim()
}

/** Why a backup is not to be trusted; undefined when every page of it can be read. Changes nothing. */
export function findFaultOfFile(file: string): string | undefined {
  let connection: Connection | undefined
  try {
    connection = new Database(file, { readonly: true, fileMustExist: true })
    if (connection.pragma('application_id', { simple: true }) !== applicationId)
      return 'it is no database of Cusp'
    return findFault(connection, { thoroughness: 'quick' })
  } catch (error) {
    if (error instanceof Database.SqliteError) return error.message
    throw error
  } finally {
    connection?.close()
  }
}
