import type { Connection } from './database.ts'

/** A reading of the equivariance meter at a checkpoint. */
export interface EquivarianceRow {
  readonly step: number
  /** SHA-256 (hex) of the checkpoint's manifest. */
  readonly checkpointHash: string
  /** Milliseconds since 1970. */
  readonly measuredAt: number
  /** JSON of whoever measured. */
  readonly reading: string
}

export interface ReadableEquivariance {
  /** In rising order of step. */
  ofRun(run: number): EquivarianceRow[]
}

export interface WritableEquivariance extends ReadableEquivariance {
  /** Adds a reading, or replaces the one at its step. */
  save(run: number, row: EquivarianceRow): void
}

export function writeEquivariance(db: Connection): WritableEquivariance {
  const all = db.prepare<[number], EquivarianceRow>(
    `SELECT step, checkpoint_hash AS checkpointHash, measured_at AS measuredAt, reading
     FROM equivariance WHERE run = ? ORDER BY step`,
  )
  const save = db.prepare(
    `INSERT OR REPLACE INTO equivariance (run, step, checkpoint_hash, measured_at, reading)
     VALUES (@run, @step, @checkpointHash, @measuredAt, @reading)`,
  )
  return { ofRun: (run) => all.all(run), save: (run, row) => void save.run({ run, ...row }) }
}
