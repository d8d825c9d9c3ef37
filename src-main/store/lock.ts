import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CuspError } from '#errors'
import { isBusy, speaking } from './database.ts'

export interface FolderLock {
  release(): void
}

/**
 * Holds a data folder for this process by an exclusive transaction on a file of its own. The system
 * drops the lock with the process, however it dies; a file with a process id would outlive it.
 * @throws CuspError `folder.in-use` if another process holds it, `folder.unwritable`.
 */
export function lockFolder(file: string): FolderLock {
  const connection = speaking(file, () => new Database(file, { timeout: 0 }))
  try {
    speaking(file, () => connection.exec('BEGIN EXCLUSIVE'))
  } catch (error) {
    connection.close()
    if (!isBusy(error)) throw error
    throw new CuspError(
      'folder.in-use',
      `Another Cusp is working in ${dirname(file)}; close it, or give this one another folder with --data.`,
      { place: dirname(file), cause: error },
    )
  }
  return { release: () => connection.close() }
}
