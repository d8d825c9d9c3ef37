import type { Connection } from './database.ts'

/** One fact about a run, as its log shows it. */
export interface EventRow {
  readonly seq: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly step: number
  /** Who told it: what a worker told of undone steps is void after a resume, the host's stays. */
  readonly source: 'worker' | 'host'
  readonly kind: string
  /** The sentence that people read. */
  readonly text: string
  /** The whole fact as JSON. */
  readonly body: string
}

/** When something was told of which step. */
export type EventMoment = Pick<EventRow, 'at' | 'step' | 'kind'>

export interface ReadableEvents {
  since(run: number, seq: number, limit: number): EventRow[]
  /** Every fact of a run without its words, in the order they were told. */
  moments(run: number): EventMoment[]
  /** The lowest step that a resume after `seq` went back to; null if there was none. */
  truncatedAfter(run: number, seq: number): number | null
}

export interface WritableEvents extends ReadableEvents {
  add(run: number, event: EventRow): void
  /** Voids what workers told of steps after `step`, and remembers so under `seq`. */
  truncate(run: number, step: number, seq: number): void
}

function readEvents(db: Connection): ReadableEvents {
  const since = db.prepare<[number, number, number], EventRow>(
    `SELECT seq, at, step, source, kind, text, body FROM events
     WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?`,
  )
  const moments = db.prepare<[number], EventMoment>(
    'SELECT at, step, kind FROM events WHERE run = ? ORDER BY seq',
  )
  const truncated = db
    .prepare<[number, number], number | null>(
      'SELECT min(after_step) FROM truncations WHERE run = ? AND seq > ?',
    )
    .pluck()
  return {
    since: (run, seq, limit) => since.all(run, seq, limit),
    moments: (run) => moments.all(run),
    truncatedAfter: (run, seq) => truncated.get(run, seq) ?? null,
  }
}

export function writeEvents(db: Connection): WritableEvents {
  const insert = db.prepare(
    `INSERT INTO events (run, seq, at, step, source, kind, text, body)
     VALUES (@run, @seq, @at, @step, @source, @kind, @text, @body)`,
  )
  const drop = db.prepare(`DELETE FROM events WHERE run = ? AND step > ? AND source = 'worker'`)
  const remember = db.prepare('INSERT INTO truncations (run, seq, after_step) VALUES (?, ?, ?)')
  return {
    ...readEvents(db),
    add: (run, event) => void insert.run({ run, ...event }),
    truncate: (run, step, seq) => {
      drop.run(run, step)
      remember.run(run, seq, step)
    },
  }
}
