import { storedName, type Measure } from '#query'
import type { Connection } from './database.ts'

/** One number of a run, over all steps it was measured at. */
export interface MeasureRow {
  readonly last: number
  readonly lastStep: number
  readonly lowest: number
  readonly lowestStep: number
  readonly highest: number
  readonly highestStep: number
}

/** A value and the step it was measured at. */
export interface Measured {
  readonly value: number
  readonly step: number
}

export interface ReadableMeasures {
  /** Stored names that any run has. */
  names(): string[]
  /** What a run has of a number; undefined where it was never measured. */
  get(run: number, name: string): MeasureRow | undefined
  /** The value of a series at a step, or the last before it. */
  at(run: number, name: string, step: number): Measured | undefined
  /** Runs whose evaluations have scores that are no measures yet, oldest first. */
  unmeasured(limit: number): number[]
}

export interface WritableMeasures extends ReadableMeasures {
  /** Joins a value to what is known of a number. */
  add(run: number, name: string, step: number, value: number): void
  /** Counts anew what a series comes to, after points of it were dropped. */
  recount(run: number, name: string): void
  /** Says that the scores of a run are measures now. */
  markMeasured(run: number): void
}

const upsert = `INSERT INTO run_measures (name, run, last, last_step, lowest, lowest_step, highest, highest_step)
  VALUES (@name, @run, @value, @step, @value, @step, @value, @step)
  ON CONFLICT (name, run) DO UPDATE SET
    last = iif(@step >= last_step, @value, last), last_step = max(@step, last_step),
    lowest_step = iif(@value < lowest, @step, lowest_step), lowest = min(@value, lowest),
    highest_step = iif(@value > highest, @step, highest_step), highest = max(@value, highest)`

/** `max` and `min` of one column give the other columns of the row they found: SQLite says so. */
const count = `INSERT INTO run_measures
  SELECT ends.name, ends.run, ends.value, ends.step, low.value, low.step, high.value, high.step FROM
    (SELECT run, name, value, max(step) AS step FROM metrics WHERE run = @run AND name = @name) AS ends,
    (SELECT min(value) AS value, step FROM metrics WHERE run = @run AND name = @name) AS low,
    (SELECT max(value) AS value, step FROM metrics WHERE run = @run AND name = @name) AS high
  WHERE ends.run IS NOT NULL`

/** Names are the first column of the key: each is one seek beyond the last. */
const skip = `WITH RECURSIVE each (name) AS (SELECT min(name) FROM run_measures UNION ALL
  SELECT (SELECT min(name) FROM run_measures WHERE name > each.name) FROM each WHERE name IS NOT NULL)
  SELECT name FROM each WHERE name IS NOT NULL`

export function readMeasures(db: Connection): ReadableMeasures {
  const names = db.prepare<[], string>(skip).pluck()
  const one = db.prepare<[string, number], MeasureRow>(
    `SELECT last, last_step AS lastStep, lowest, lowest_step AS lowestStep, highest,
     highest_step AS highestStep FROM run_measures WHERE name = ? AND run = ?`,
  )
  const at = db.prepare<[number, string, number], Measured>(
    `SELECT value, step FROM metrics WHERE run = ? AND name = ? AND step <= ?
     ORDER BY step DESC LIMIT 1`,
  )
  const waiting = db
    .prepare<[number], number>(
      'SELECT number FROM runs WHERE measured = 0 AND scores IS NOT NULL ORDER BY number LIMIT ?',
    )
    .pluck()
  return {
    names: () => names.all(),
    get: (run, name) => one.get(name, run),
    at: (run, name, step) => at.get(run, name, step),
    unmeasured: (limit) => waiting.all(limit),
  }
}

export function writeMeasures(db: Connection): WritableMeasures {
  const join = db.prepare(upsert)
  const drop = db.prepare('DELETE FROM run_measures WHERE name = @name AND run = @run')
  const fill = db.prepare(count)
  const mark = db.prepare('UPDATE runs SET measured = 1 WHERE number = ?')
  return {
    ...readMeasures(db),
    add: (run, name, step, value) => void join.run({ run, name, step, value }),
    recount: (run, name) => {
      drop.run({ run, name })
      fill.run({ run, name })
    },
    markMeasured: (run) => void mark.run(run),
  }
}

/** The value of a measure where it is at hand; `best` is one of the two by what the caller seeks. */
export function readingOf(
  measures: ReadableMeasures,
  run: number,
  measure: Measure,
  best: 'lowest' | 'highest',
): Measured | undefined {
  const name = storedName(measure)
  if (typeof measure.reading === 'object') return measures.at(run, name, measure.reading.step)
  const row = measures.get(run, name)
  if (!row) return undefined
  switch (measure.reading === 'best' ? best : measure.reading) {
    case 'last':
      return { value: row.last, step: row.lastStep }
    case 'lowest':
      return { value: row.lowest, step: row.lowestStep }
    case 'highest':
      return { value: row.highest, step: row.highestStep }
  }
}
