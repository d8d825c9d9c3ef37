import type { WritableStore } from '#store'

const lookMs = 60_000
/** SQLite folds its log at 4 MB; one that is so much longer is held by somebody. */
const alarmBytes = 64 * 1024 * 1024

export interface LogKeeperSpec {
  readonly store: Pick<WritableStore, 'log' | 'changes'>
  readonly log: (line: string) => void
  readonly alarmBytes?: number
}

export interface LogKeeper {
  look(): void
  close(): void
}

/**
 * Folds the database's log into it once nothing was recorded for a minute, so that a copy of one file
 * is nearly whole and a kill leaves little to go through; and whenever it has grown far too long.
 */
export function keepLogShort(spec: LogKeeperSpec): LogKeeper {
  const { store, log, alarmBytes: limit = alarmBytes } = spec
  let last = store.changes.mark()
  let isTold = false
  const look = (): void => {
    const now = store.changes.mark()
    const isCalm = now === last
    last = now
    const bytes = store.log.bytes()
    const isLong = bytes > limit
    if (bytes === 0 || !(isCalm || isLong)) return
    const isFolded = store.log.fold()
    if (isFolded || !isLong) isTold = false
    else if (!isTold) {
      isTold = true
      log(
        `The log of the database has grown to ${(bytes / 1e6).toFixed(0)} MB, because another program ` +
          'reads the database and does not end; close it, or the log fills the disk.',
      )
    }
  }
  const timer = setInterval(() => {
    try {
      look()
    } catch (error) {
      log(`The log of the database was not folded: ${String(error)}`)
    }
  }, lookMs).unref()
  return { look, close: () => clearInterval(timer) }
}
