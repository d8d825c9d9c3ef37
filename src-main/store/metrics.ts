import type { Connection } from './database.ts'
import { writeMeasures } from './measures.ts'

/** A named number at a step, in the order the host learnt it. */
export interface MetricRow {
  readonly seq: number
  readonly step: number
  readonly name: string
  readonly value: number
}

/** What a series comes to within one span of steps. */
export interface Extremes {
  readonly part: number
  readonly low: number
  readonly high: number
}

export interface ReadableMetrics {
  /** In rising order of seq. */
  since(run: number, seq: number, limit: number): MetricRow[]
  /** One series in rising order of step. */
  series(run: number, name: string): MetricRow[]
  /** The lowest and highest value in each of `parts` equal spans of steps up to `steps`. */
  extremes(run: number, name: string, steps: number, parts: number): Extremes[]
  /** One series as two columns, in rising order of step: half the cost of rows. */
  columns(run: number, name: string): { readonly steps: number[]; readonly values: number[] }
  /** Names of the run's series, in alphabetical order. */
  names(run: number): string[]
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
  const extremes = db.prepare<[number, number, number, string], Extremes>(
    `SELECT CAST(step * ? / (? + 1) AS INTEGER) AS part, min(value) AS low, max(value) AS high
     FROM metrics WHERE run = ? AND name = ? GROUP BY part ORDER BY part`,
  )
  const columns = db
    .prepare<[number, string], [number, number]>(
      'SELECT step, value FROM metrics WHERE run = ? AND name = ? ORDER BY step',
    )
    .raw()
  // From one name to the next along the primary key: DISTINCT would walk over every point.
  const next = db
    .prepare<[number, string], string | null>(
      'SELECT min(name) FROM metrics WHERE run = ? AND name > ?',
    )
    .pluck()
  return {
    since: (run, seq, limit) => since.all(run, seq, limit),
    series: (run, name) => series.all(run, name),
    columns: (run, name) => {
      const rows = columns.all(run, name)
      return { steps: rows.map(([step]) => step), values: rows.map(([, value]) => value) }
    },
    names: (run) => {
      const names: string[] = []
      for (let name = next.get(run, ''); name; name = next.get(run, name)) names.push(name)
      return names
    },
    extremes: (run, name, steps, parts) => extremes.all(parts, steps, run, name),
  }
}

/** @param touched gets the numbers of runs whose points came or went. */
export function writeMetrics(db: Connection, touched: Set<number>): WritableMetrics {
  const readable = readMetrics(db)
  const insert = db.prepare(
    'INSERT OR REPLACE INTO metrics (run, name, step, value, seq) VALUES (?, ?, ?, ?, ?)',
  )
  const drop = db.prepare('DELETE FROM metrics WHERE run = ? AND name = ? AND step > ?')
  const measures = writeMeasures(db)
  return {
    ...readable,
    add: (run, { name, step, value, seq }) => {
      touched.add(run)
      insert.run(run, name, step, value, seq)
      measures.add(run, name, step, value)
    },
    truncate: (run, step) => {
      touched.add(run)
      // By name, so that each deletion is a range of the primary key and not a walk over the run.
      for (const name of readable.names(run)) {
        drop.run(run, name, step)
        measures.recount(run, name)
      }
    },
  }
}
