import { statSync } from 'node:fs'
import { join } from 'node:path'
import { freeBytes, syncFolder } from '#disk'
import {
  dailyName,
  newestDaily,
  partOf,
  pruneBackups,
  publishBackup,
  removeDatabase,
  type WritableStore,
} from '#store'
import { ballastBytes } from './ballast.ts'
import type { DataFolder } from './folder.ts'
import type { Clock } from './recording/index.ts'

const day = 24 * 3_600_000
/** How often it is asked whether a backup is due. */
const lookMs = 3_600_000

export interface BackupsSpec {
  readonly store: Pick<WritableStore, 'changes' | 'copyTo'>
  readonly folder: Pick<DataFolder, 'database' | 'backups'>
  readonly clock: Pick<Clock, 'now'>
  /** Why a file is not to be trusted, if it is not; reads all of it, so elsewhere than here. */
  readonly check: (file: string, signal: AbortSignal) => Promise<string | null>
  readonly log: (line: string) => void
  /** Milliseconds until the first look; by then a window is painted. */
  readonly afterMs: number
}

export interface Backups {
  /** Makes one if it is due; what does not work is in the log, and tried again an hour later. */
  look(): Promise<void>
  /** Ends what is under way; nothing of it stays. */
  close(): Promise<void>
}

/** Keeps a backup of each day on which anything was recorded, checked, and the newest three of them. */
export function keepBackups(spec: BackupsSpec): Backups {
  const closing = new AbortController()
  let underWay: Promise<void> | undefined
  const look = () =>
    (underWay ??= makeIfDue(spec, closing.signal)
      .catch((error: unknown) => {
        if (!closing.signal.aborted) spec.log(`No backup was made: ${wordsOf(error)}`)
      })
      .finally(() => (underWay = undefined)))
  // What nobody waits for keeps no process alive.
  const first = setTimeout(() => void look(), spec.afterMs).unref()
  const rest = setInterval(() => void look(), lookMs).unref()
  return {
    look,
    close: async () => {
      clearTimeout(first)
      clearInterval(rest)
      closing.abort()
      await underWay
    },
  }
}

async function makeIfDue(spec: BackupsSpec, signal: AbortSignal): Promise<void> {
  const { store, folder, clock, check, log } = spec
  const now = clock.now()
  const last = newestDaily(folder.backups, now)
  if ((last && now - last.at < day) || !store.changes.hasAny()) return
  const bytes = statSync(folder.database).size
  const free = freeBytes(folder.backups)
  // A run that is computing needs what is left more.
  if (free !== null && free < 2 * bytes + 4 * ballastBytes) {
    return log(`No backup was made: ${free} bytes are free and the database has ${bytes}.`)
  }
  pruneBackups(folder.backups, now)
  const name = dailyName(now)
  const part = partOf(folder.backups, name)
  try {
    await store.copyTo(part, signal)
    const mark = store.changes.mark()
    const fault = await check(part, signal)
    signal.throwIfAborted()
    if (fault !== null) {
      return log(`The backup ${join(folder.backups, name)} was damaged (${fault}) and discarded.`)
    }
    publishBackup(folder.backups, name)
    await syncFolder(folder.backups)
    store.changes.settle(mark)
    pruneBackups(folder.backups, now)
  } finally {
    removeDatabase(part)
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
