import { statSync } from 'node:fs'
import type { Connection } from './database.ts'

/** The write-ahead log of an open database. */
export interface StoreLog {
  bytes(): number
  /** Folds it into the file and empties it; false where another program is reading what is in it. */
  fold(): boolean
}

export function writeLog(db: Connection): StoreLog {
  return {
    bytes: () => statSync(`${db.name}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    fold: () => {
      // Whoever reads may read for long: nobody waits for that.
      const patience = Number(db.pragma('busy_timeout', { simple: true }))
      db.pragma('busy_timeout = 0')
      try {
        return db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
      } finally {
        db.pragma(`busy_timeout = ${patience}`)
      }
    },
  }
}
