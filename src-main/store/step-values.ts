import { storedName, type Measure, type Query } from '#query'
import type { Connection } from './database.ts'

/** A series and the step it is asked at. */
interface SeriesAt {
  readonly name: string
  readonly step: number
}

/** More are not kept: 100,000 runs take about 5 MB each. */
const mostKept = 12

/**
 * What series are at a step in every run, looked up once: 100,000 descents into a tree of 10,000,000
 * rows take 280 ms. Held in memory; only runs that are new or were touched are looked up anew.
 * @param touched numbers of runs whose points came or went, emptied here.
 * @returns looks a series up; then `step_values` has it of all runs.
 */
export function keepStepValues(db: Connection, touched: Set<number>): (asked: SeriesAt) => void {
  db.exec(`
CREATE TEMP TABLE step_values (
  name TEXT NOT NULL,
  step INTEGER NOT NULL,
  run INTEGER NOT NULL,
  -- NULL where the run has none: it need not be looked up again.
  value REAL,
  PRIMARY KEY (name, step, run)
) STRICT, WITHOUT ROWID;
`)
  const kept = new Map<string, SeriesAt>()
  const clear = db.prepare('DELETE FROM step_values')
  const look = (which: string) =>
    db.prepare(`INSERT INTO step_values (name, step, run, value)
      SELECT @name, @step, number, (SELECT value FROM metrics WHERE run = number AND name = @name
        AND step <= @step ORDER BY step DESC LIMIT 1)
      FROM runs WHERE ${which}`)
  const beyond = look(
    'number > coalesce((SELECT max(run) FROM step_values WHERE name = @name AND step = @step), 0)',
  )
  const again = look('number IN (SELECT value FROM json_each(@runs))')
  const forget = db.prepare(`DELETE FROM step_values WHERE name = @name AND step = @step
    AND run IN (SELECT value FROM json_each(@runs))`)
  const refresh = () => {
    if (touched.size === 0) return
    const runs = JSON.stringify([...touched])
    for (const asked of kept.values()) {
      // A number that is free may have been given to another run, or to none.
      forget.run({ ...asked, runs })
      again.run({ ...asked, runs })
    }
    touched.clear()
  }
  return ({ name, step }) => {
    refresh()
    const key = `${step} ${name}`
    if (!kept.has(key) && kept.size >= mostKept) {
      clear.run()
      kept.clear()
    }
    kept.set(key, { name, step })
    beyond.run({ name, step })
  }
}

/** Series that a query asks for at a step. */
export function stepsIn(query: Query): SeriesAt[] {
  switch (query.is) {
    case 'and':
    case 'or':
      return query.of.flatMap(stepsIn)
    case 'not':
      return stepsIn(query.of)
    case 'compare':
      return query.left.of === 'measure' ? seriesAt(query.left.measure) : []
    default:
      return []
  }
}

/** A measure as a series at a step; none where it is read otherwise. */
export function seriesAt(measure: Measure): SeriesAt[] {
  const { reading } = measure
  return typeof reading === 'object' ? [{ name: storedName(measure), step: reading.step }] : []
}
