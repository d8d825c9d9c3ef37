import { asksAbout, storedName, type Measure, type Query, type SortField } from '#query'
import { conditionOf, jsonPath, readingColumn, type Sql } from './condition.ts'
import type { Connection } from './database.ts'
import { partial } from './partial.ts'
import { asRunRow, runColumns, type RunRow, type StoredRun } from './run-row.ts'
import { keepSettings, settingsIn } from './setting-values.ts'
import { keepStepValues, seriesAt, stepsIn } from './step-values.ts'

export interface Sort {
  readonly by: SortField | Measure
  readonly descending: boolean
}

/** Runs that differ in seed and name alone. */
export interface GroupRow {
  /** The `configKey` they share. */
  readonly key: string
  readonly count: number
  /** The newest of them. */
  readonly newest: number
}

/** The list of runs as a table asks for it. Runs are named by their numbers. */
export interface ReadableListing {
  /** Rises with whatever is written: what was read at one version holds until the next. */
  version(): number
  /** All that match, in order; those without a value come last, equal ones newest first. */
  ordered(query: Query, sort: Sort, now: number): number[]
  groups(query: Query, sort: Sort, now: number): GroupRow[]
  /** Those of some groups that match, newest first. */
  members(query: Query, keys: readonly string[], now: number): { key: string; number: number }[]
  /** In the order asked for. */
  rows(numbers: readonly number[]): RunRow[]
  /** Their ids alone, in the order asked for: a quarter of the time, where it is all of them. */
  ids(numbers: readonly number[]): string[]
  /** Distinct texts of a column, for completion. */
  texts(field: 'name' | 'curriculum' | 'architecture' | 'loss' | 'run_group' | 'study'): string[]
}

const expressions: Readonly<Record<SortField, string>> = {
  name: 'name COLLATE NOCASE',
  state: 'state',
  curriculum: 'curriculum COLLATE NOCASE',
  model: 'architecture',
  objective: 'loss',
  group: 'run_group COLLATE NOCASE',
  study: 'study',
  seed: 'seed',
  progress: 'step * 1.0 / max(total_steps, 1)',
  time: 'active_ms',
  made: 'number',
  ended: 'finished_at',
}

/** Most texts of a column that are worth completing. */
const mostTexts = 200

/** @param touched numbers of runs whose points came or went since this was last asked. */
export function readListing(db: Connection, touched: Set<number>): ReadableListing {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  const numbersOf = ({ sql, values }: Sql) =>
    db
      .prepare<unknown[], number>(sql)
      .pluck()
      .all(...values)
  const readSetting = keepSettings(db)
  const readStepValue = keepStepValues(db, touched)
  /** Reads what the SQL of a query, and of an order, looks for in tables held in memory. */
  const prepare = (query: Query, sort?: Sort) => {
    settingsIn(query).map(jsonPath).forEach(readSetting)
    stepsIn(query).forEach(readStepValue)
    if (sort && typeof sort.by !== 'string') seriesAt(sort.by).forEach(readStepValue)
  }
  const ids = db
    .prepare<[string], [number, string]>(
      'SELECT number, id FROM runs WHERE number IN (SELECT value FROM json_each(?))',
    )
    .raw()
  const rows = db.prepare<[string], StoredRun>(
    `SELECT ${runColumns} FROM runs WHERE number IN (SELECT value FROM json_each(?))`,
  )
  return {
    version: () => changes.get() ?? 0,
    ordered: (query, sort, now) => {
      prepare(query, sort)
      return numbersOf(orderedSql(query, sort, now))
    },
    groups: (query, sort, now) => {
      prepare(query, sort)
      const { sql, values } = groupsSql(query, sort, now)
      return db.prepare<unknown[], GroupRow>(sql).all(...values)
    },
    members: (query, keys, now) => {
      prepare(query)
      const { sql, values } = inSight(query, now)
      return db
        .prepare<unknown[], { key: string; number: number }>(
          `SELECT config_key AS key, number FROM runs
           WHERE config_key IN (SELECT value FROM json_each(?)) AND ${sql} ORDER BY number DESC`,
        )
        .all(JSON.stringify(keys), ...values)
    },
    rows: (numbers) => {
      const found = new Map(rows.all(JSON.stringify(numbers)).map((row) => [row.number, row]))
      return numbers.flatMap((number) => {
        const row = found.get(number)
        return row ? [asRunRow(row)] : []
      })
    },
    ids: (numbers) => {
      const found = new Map(ids.all(JSON.stringify(numbers)))
      return numbers.flatMap((number) => found.get(number) ?? [])
    },
    texts: (field) =>
      db
        .prepare<[], string>(
          `SELECT DISTINCT ${field} FROM runs WHERE ${field} IS NOT NULL LIMIT ${mostTexts}`,
        )
        .pluck()
        .all(),
  }
}

/** Deleted runs are out of sight, and archived ones, unless the query speaks of them. */
function inSight(query: Query, now: number): Sql {
  const { sql, values } = conditionOf(query, now)
  const hidden = [
    asksAbout(query, 'deleted') ? `deleted_at IS NOT ${partial}` : 'deleted_at IS NULL',
    ...(asksAbout(query, 'archived') || asksAbout(query, 'deleted') ? [] : ['archived_at IS NULL']),
  ]
  return { sql: [...hidden, sql].join(' AND '), values }
}

interface Keyed extends Sql {
  /** What the list is sorted by, over the joined rows. */
  readonly key: string
}

/** Where the value of each run comes from that a list is sorted by. */
function keyOf({ by }: Sort): Keyed {
  if (typeof by === 'string') return { key: expressions[by], sql: '', values: [] }
  const [at] = seriesAt(by)
  if (at) {
    const sql =
      'LEFT JOIN step_values AS found ON found.name = ? AND found.step = ? AND found.run = number'
    return { key: 'found.value', sql, values: [at.name, at.step] }
  }
  const sql = 'LEFT JOIN run_measures ON run_measures.name = ? AND run_measures.run = number'
  return { key: `run_measures.${readingColumn(by)}`, sql, values: [storedName(by)] }
}

function orderedSql(query: Query, sort: Sort, now: number): Sql {
  const where = inSight(query, now)
  const way = sort.descending ? 'DESC' : 'ASC'
  if (sort.by === 'made') {
    const sql = `SELECT number FROM runs WHERE ${where.sql} ORDER BY number ${way}`
    return { sql, values: where.values }
  }
  const { key, sql: join, values } = keyOf(sort)
  const runs = `(SELECT * FROM runs WHERE ${where.sql}) AS runs`
  return {
    sql: `SELECT number FROM ${runs} ${join}
      ORDER BY ${key} ${way} NULLS LAST, number DESC`,
    values: [...where.values, ...values],
  }
}

const sound = (value: string): string =>
  `CASE WHEN coalesce(json_extract(scores, '$.degenerate'), 0) = 0 THEN ${value} END`

function groupsSql(query: Query, sort: Sort, now: number): Sql {
  const where = inSight(query, now)
  const way = sort.descending ? 'DESC' : 'ASC'
  const { key, sql: join, values } = keyOf(sort)
  // As cells show it: a degenerate run is in no mean that others have.
  const order =
    typeof sort.by === 'string' ? `max(${key})` : `coalesce(avg(${sound(key)}), avg(${key}))`
  return {
    sql: `SELECT config_key AS key, count(*) AS count, max(number) AS newest
      FROM (SELECT * FROM runs WHERE ${where.sql}) AS runs ${join}
      GROUP BY config_key
      ORDER BY ${order} ${way} NULLS LAST, newest DESC`,
    values: [...where.values, ...values],
  }
}
