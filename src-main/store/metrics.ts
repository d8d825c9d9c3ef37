import type { Connection } from './database.ts'

/** A named number at a step, in the order the host learnt it. */
export interface MetricRow {
  readonly seq: number
  readonly step: number
  readonly name: string
  readonly value: number
}

export interface ReadableMetrics {
  /** In rising order of seq. */
  since(run: number, seq: number, limit: number): MetricRow[]
  /** One series in rising order of step. */
  series(run: number, name: string): MetricRow[]
}

export interface WritableMetrics extends ReadableMetrics {
  /** Adds a point, or replaces the one at its step. */
  add(run: number, point: MetricRow): void
  /** Drops every point after `step`. */
  truncate(run: number, step: number): void
}

function readMetrics(db: Connection): ReadableMetrics {
  const since = db.prepare<[number, number, number], MetricRow>(
    `SELECT seq, step, name, value FROM metrics WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?`,
  )
  const series = db.prepare<[number, string], MetricRow>(
    'SELECT seq, step, name, value FROM metrics WHERE run = ? AND name = ? ORDER BY step',
  )
  return {
    since: (run, seq, limit) => since.all(run, seq, limit),
    series: (run, name) => series.all(run, name),
  }
}

export function writeMetrics(db: Connection): WritableMetrics {
  const insert = db.prepare(
    'INSERT OR REPLACE INTO metrics (run, name, step, value, seq) VALUES (?, ?, ?, ?, ?)',
  )
  // By name, so that each deletion is a range of the primary key and not a walk over the run.
  const names = db
    .prepare<[number], string>('SELECT DISTINCT name FROM metrics WHERE run = ?')
    .pluck()
  const drop = db.prepare('DELETE FROM metrics WHERE run = ? AND name = ? AND step > ?')
  return {
    ...readMetrics(db),
    add: (run, { name, step, value, seq }) => void insert.run(run, name, step, value, seq),
    truncate: (run, step) => {
      for (const name of names.all(run)) drop.run(run, name, step)
    },
  }
}
