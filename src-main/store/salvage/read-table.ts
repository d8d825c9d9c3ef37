import Database from 'better-sqlite3'
import type { Connection } from '../database.ts'
import type { SalvagedTable } from './tables.ts'

export type Row = Record<string, unknown>

/** Once so many places of a table, or of one series in it, were tried in vain, the rest is given up. */
const patienceOfAll = 50_000
const patience = 1_000
/** Where the end of a table cannot be read: how far beyond the last row others are looked for. */
const reach = 4096

/**
 * Every row of a table that can be read, at least once, in no order. Where a page cannot be, the rows before and
 * after it are: from the other end, and from keys in between, halving what lies there.
 * @param runs numbers of the runs that were read.
 * @returns whether all of it could be read.
 */
export function* readTable(
  db: Connection,
  table: SalvagedTable,
  runs: Iterable<number>,
): Generator<Row, boolean> {
  const tries = { left: patienceOfAll }
  const { name, key } = table
  const first = key[0] ?? 'rowid'
  const order = key.length === 0 ? ['rowid'] : key
  const span: Span = { name, order, fixed: [], column: first, tries }
  const columns = key.length === 0 ? 'rowid AS rowid_, *' : '*'
  // Text has no middle: such tables are short, and their two ends are what there is to try.
  if (!isNumbered(first)) return yield* readEnds(db, span, columns)
  const isWhole = yield* readSpan(db, span, columns)
  if (isWhole || key.length < 2) return isWhole
  yield* readRuns(db, span, columns, runs)
  return false
}

interface Span {
  readonly name: string
  readonly order: readonly string[]
  /** Columns before `column`, with their values. */
  readonly fixed: readonly (readonly [column: string, value: unknown])[]
  readonly column: string
  readonly tries: { left: number }
}

const isNumbered = (column: string) =>
  ['rowid', 'number', 'id', 'run', 'evaluation', 'step', 'seq'].includes(column)

/** Rows of one run that a walk over all of them could not reach, series by series. */
function* readRuns(
  db: Connection,
  span: Span,
  columns: string,
  runs: Iterable<number>,
): Generator<Row, void> {
  const { order } = span
  const last = order.at(-1) ?? 'rowid'
  const names = order.length === 3 ? seriesNames(db) : [undefined]
  for (const run of runs) {
    for (const series of names) {
      const fixed = [
        ['run', run],
        ...(series === undefined ? [] : [['name', series]]),
      ] as Span['fixed']
      yield* readSpan(db, { ...span, fixed, column: last }, columns)
    }
  }
}

/** Names of series, from wherever they can be read. */
function seriesNames(db: Connection): string[] {
  const found = new Set<string>()
  for (const sql of [
    'SELECT DISTINCT name FROM run_measures',
    'SELECT DISTINCT name FROM metrics INDEXED BY metrics_by_seq',
    'SELECT name FROM metrics',
    'SELECT name FROM metrics ORDER BY run DESC, name DESC, step DESC',
  ]) {
    try {
      for (const name of db.prepare<[], string>(sql).pluck().iterate()) found.add(name)
    } catch (error) {
      refuseOther(error)
    }
  }
  return [...found]
}

function* readEnds(db: Connection, span: Span, columns: string): Generator<Row, boolean> {
  if (yield* walk(db, span, columns, 'ASC', [])) return true
  yield* walk(db, span, columns, 'DESC', [])
  return false
}

/** Rows by their `column`: from both ends, then from the middles of what is between, widest first. */
function* readSpan(db: Connection, span: Span, columns: string): Generator<Row, boolean> {
  const waiting: [low: number, high: number][] = [[-1, Number.MAX_SAFE_INTEGER]]
  for (let tried = 0; tried < patience && span.tries.left > 0; tried++, span.tries.left--) {
    const next = waiting.shift()
    if (!next) break
    const [low, high] = next
    const up = yield* reading(walk(db, span, columns, 'ASC', [low, high]), span.column, low)
    if (up.isDone) {
      if (tried === 0) return true
      continue
    }
    const down = yield* reading(
      walk(db, span, columns, 'DESC', [up.at, high]),
      span.column,
      high + 1,
    )
    const end = down.at > high ? Math.min(high, up.at + reach) : down.at - 1
    if (end - up.at <= 1) continue
    const middle = Math.floor((up.at + end) / 2)
    waiting.push([up.at, middle], [middle, end])
  }
  return false
}

/** @returns the last value of the column that was read, and whether that was the end. */
function* reading(
  rows: Generator<Row, boolean>,
  column: string,
  start: number,
): Generator<Row, { readonly at: number; readonly isDone: boolean }> {
  for (let at = start; ;) {
    const next = rows.next()
    if (next.done === true) return { at, isDone: next.value }
    at = Number(next.value[column === 'rowid' ? 'rowid_' : column])
    yield next.value
  }
}

/** Rows in order until one cannot be read. @returns whether it came to the end. */
function* walk(
  db: Connection,
  { name, order, fixed, column }: Span,
  columns: string,
  direction: 'ASC' | 'DESC',
  range: readonly number[],
): Generator<Row, boolean> {
  const where = [
    ...fixed.map(([each]) => `${each} = ?`),
    ...(range.length === 0 ? [] : [`${column} > ?`, `${column} <= ?`]),
  ]
  const sql = `SELECT ${columns} FROM ${name} ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
    ORDER BY ${order.map((each) => `${each} ${direction}`).join(', ')}`
  try {
    yield* db.prepare<unknown[], Row>(sql).iterate(...fixed.map(([, value]) => value), ...range)
    return true
  } catch (error) {
    refuseOther(error)
    return false
  }
}

/** Lets an error pass that is not SQLite's about the file. */
export function refuseOther(error: unknown): void {
  if (!(error instanceof Database.SqliteError)) throw error
}

/** How many rows a table has by whatever tree of it can be counted; null where none can. */
export function countRows(db: Connection, name: string): number | null {
  let indexes: string[] = []
  try {
    indexes = db
      .prepare<[string], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?
         AND (sql IS NULL OR sql NOT LIKE '% WHERE %')`,
      )
      .pluck()
      .all(name)
  } catch (error) {
    refuseOther(error)
  }
  for (const by of ['', ...indexes.map((index) => `INDEXED BY ${index}`)]) {
    try {
      return Number(db.prepare(`SELECT count(*) FROM ${name} ${by}`).pluck().get())
    } catch (error) {
      refuseOther(error)
    }
  }
  return null
}
