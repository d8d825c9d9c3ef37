import type { Connection } from './database.ts'

/** A checkpoint that was written, whether or not its files are still kept. */
export interface CheckpointRow {
  readonly step: number
  /** SHA-256 (hex) of its manifest, which holds those of its files. */
  readonly hash: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly savedAt: number
  readonly present: boolean
}

export interface ReadableCheckpoints {
  /** In rising order of step. */
  ofRun(run: number): CheckpointRow[]
}

export interface WritableCheckpoints extends ReadableCheckpoints {
  /** Adds a checkpoint, or replaces the one at its step. */
  save(run: number, checkpoint: Omit<CheckpointRow, 'present'>): void
  /** Says that of this run's checkpoints only those at `steps` still have their files. */
  keepOnly(run: number, steps: readonly number[]): void
}

function readCheckpoints(db: Connection): ReadableCheckpoints {
  const all = db.prepare<[number], Omit<CheckpointRow, 'present'> & { present: number }>(
    `SELECT step, hash, bytes, saved_at AS savedAt, present FROM checkpoints
     WHERE run = ? ORDER BY step`,
  )
  return { ofRun: (run) => all.all(run).map((row) => ({ ...row, present: row.present === 1 })) }
}

export function writeCheckpoints(db: Connection): WritableCheckpoints {
  const save = db.prepare(
    `INSERT OR REPLACE INTO checkpoints (run, step, hash, bytes, saved_at, present)
     VALUES (@run, @step, @hash, @bytes, @savedAt, 1)`,
  )
  const keep = db.prepare(
    `UPDATE checkpoints SET present = (step IN (SELECT value FROM json_each(?))) WHERE run = ?`,
  )
  return {
    ...readCheckpoints(db),
    save: (run, checkpoint) => void save.run({ run, ...checkpoint }),
    keepOnly: (run, steps) => void keep.run(JSON.stringify(steps), run),
  }
}
