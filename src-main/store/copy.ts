import { rmSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import Database from 'better-sqlite3'
import type { Connection } from './database.ts'

/** Pages of one slice: 1 MB takes the host a few milliseconds. */
const slicePages = 256
/** Slices after which what was copied is sent to the disk: at the end, all of it would hold the host. */
const slicesToSync = 16

/**
 * Copies a database that is being written to into a new file, a slice at a time: whoever waits has a
 * turn between two. What the same connection commits meanwhile is in the copy too.
 * @throws the signal's reason; whatever fails, nothing is left at `file`.
 */
export async function copyDatabase(
  connection: Connection,
  file: string,
  signal?: AbortSignal,
): Promise<void> {
  const sending = createSending(file)
  let slices = 0
  try {
    await connection.backup(file, {
      progress: () => {
        signal?.throwIfAborted()
        if (++slices % slicesToSync === 0) sending.send()
        return slicePages
      },
    })
    await sending.done()
    makeOneFile(file)
  } catch (error) {
    await sending.done()
    removeDatabase(file)
    throw error
  }
}

/** Has the system write what it holds of a file, while others go on. */
function createSending(file: string): { send(): void; done(): Promise<void> } {
  let underWay: Promise<void> | undefined
  const sync = async (): Promise<void> => {
    let opened: FileHandle | undefined
    try {
      opened = await open(file, 'r+')
      await opened.datasync()
    } catch {
      // It only makes the end shorter; SQLite itself syncs there, and tells what fails.
    } finally {
      await opened?.close()
    }
  }
  return {
    send: () => void (underWay ??= sync().finally(() => (underWay = undefined))),
    done: async () => underWay,
  }
}

/** A copy says that it keeps a log, as its source does; a reader would leave one beside it. */
function makeOneFile(file: string): void {
  const copy = new Database(file)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/** Removes a database with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(file + ending, { force: true })
}
