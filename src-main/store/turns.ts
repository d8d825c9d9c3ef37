import type { Connection } from './database.ts'
import { asRunRow, runColumns, type RunRow, type StoredRun } from './run-row.ts'

export interface ReadableTurns {
  /** What waits in the queue, in the order it will be computed. */
  waiting(): RunRow[]
}

export interface WritableTurns extends ReadableTurns {
  /** Gives these runs their turns in this order; one that does not wait any more is passed over. */
  order(runs: readonly number[]): void
}

export function writeTurns(db: Connection): WritableTurns {
  const waiting = db.prepare<[], StoredRun>(
    `SELECT ${runColumns} FROM runs WHERE state = 'queued' ORDER BY queue_turn`,
  )
  const set = db.prepare(`UPDATE runs SET queue_turn = ? WHERE number = ? AND state = 'queued'`)
  const order = db.transaction((runs: readonly number[]) => {
    runs.forEach((run, turn) => set.run(turn + 1, run))
  })
  return { waiting: () => waiting.all().map(asRunRow), order: (runs) => void order(runs) }
}
