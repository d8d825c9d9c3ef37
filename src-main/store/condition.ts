import {
  directionOf,
  storedName,
  type Atom,
  type Comparator,
  type FieldName,
  type FlagName,
  type Measure,
  type NumberFieldName,
  type Query,
} from '#query'
import { seriesAt } from './step-values.ts'

/** A piece of SQL over `runs` and the values of its question marks, in order. */
export interface Sql {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

const day = 86_400_000

/**
 * A query as a condition on `runs`. Every atom is 0 or 1 and never NULL, so that `not` is its
 * opposite also where a run has no such value.
 * @param now milliseconds since 1970, for `age`.
 */
export function conditionOf(query: Query, now: number): Sql {
  switch (query.is) {
    case 'all':
      return { sql: '1', values: [] }
    case 'and':
    case 'or': {
      const parts = query.of.map((part) => conditionOf(part, now))
      const sql = `(${parts.map((part) => part.sql).join(query.is === 'and' ? ' AND ' : ' OR ')})`
      return { sql, values: parts.flatMap(({ values }) => values) }
    }
    case 'not': {
      const { sql, values } = conditionOf(query.of, now)
      return { sql: `NOT ${sql}`, values }
    }
    default: {
      const { sql, values } = atomOf(query, now)
      return { sql: `coalesce(${sql}, 0)`, values }
    }
  }
}

function atomOf(atom: Atom, now: number): Sql {
  switch (atom.is) {
    case 'word':
      return wordOf(atom.text)
    case 'field':
      return any(atom.patterns.map((pattern) => fieldOf(atom.field, pattern)))
    case 'flag':
      return { sql: flagSql[atom.flag], values: [] }
    case 'setting': {
      const path = jsonPath(atom.path)
      return any(
        atom.patterns.map((pattern) => ({
          sql: settingWhere(`text LIKE ? ESCAPE '\\'`),
          values: [path, like(pattern)],
        })),
      )
    }
    case 'compare':
      return comparisonOf(atom, now)
  }
}

const flagSql: Readonly<Record<FlagName, string>> = {
  archived: 'archived_at IS NOT NULL',
  deleted: 'deleted_at IS NOT NULL',
  degenerate: `json_extract(scores, '$.degenerate')`,
  fork: 'starts_from IS NOT NULL',
}

const columns: Readonly<Record<Exclude<FieldName, 'tag' | 'collection'>, string>> = {
  name: 'name',
  id: 'id',
  state: 'state',
  curriculum: 'curriculum',
  model: 'architecture',
  loss: 'loss',
  group: 'run_group',
  study: 'study',
  seed: 'CAST(seed AS TEXT)',
  note: `nullif(notes, '')`,
}

function fieldOf(field: FieldName, pattern: string): Sql {
  if (field === 'tag' || field === 'collection') {
    const sql = `number IN (SELECT run FROM run_labels WHERE kind = ? AND name LIKE ? ESCAPE '\\')`
    return { sql, values: [field, like(pattern)] }
  }
  return { sql: `${columns[field]} LIKE ? ESCAPE '\\'`, values: [like(pattern)] }
}

const worded = ['name', 'curriculum', 'architecture', 'loss', 'state', 'run_group', 'study', 'id']

function wordOf(text: string): Sql {
  const sought = `%${like(text)}%`
  const parts = worded.map((column) => `${column} LIKE ? ESCAPE '\\'`)
  const label = `number IN (SELECT run FROM run_labels WHERE name LIKE ? ESCAPE '\\')`
  return {
    // A column without a value says nothing of the others: NULL OR 1 is 1.
    sql: `(${[...parts, label].join(' OR ')})`,
    values: [...parts, label].map(() => sought),
  }
}

function any(parts: readonly Sql[]): Sql {
  const sql = `(${parts.map((part) => `coalesce(${part.sql}, 0)`).join(' OR ')})`
  return { sql, values: parts.flatMap(({ values }) => values) }
}

/** `*` stands for any text; what LIKE takes specially stands for itself. */
function like(pattern: string): string {
  return pattern.replace(/[\\%_]/g, '\\$&').replace(/\*/g, '%')
}

/** Runs by what was read of their specs: see `keepSettings`. */
function settingWhere(condition: string): string {
  return `number IN (SELECT run FROM setting_values WHERE path = ? AND ${condition})`
}

/** `a.b[0]` as SQLite writes it, every name quoted. */
export function jsonPath(path: string): string {
  return `$${path.replace(/([^.[\]]+)|\[(\d+)\]|\./g, (_, name?: string, index?: string) => {
    if (name !== undefined) return `."${name}"`
    return index === undefined ? '' : `[${index}]`
  })}`
}

function comparisonOf({ left, op, value }: Extract<Atom, { is: 'compare' }>, now: number): Sql {
  switch (left.of) {
    case 'run':
      return numberOf(left.field, op, value, now)
    case 'setting': {
      return {
        sql: settingWhere(`setting_values.number ${op} ?`),
        values: [jsonPath(left.path), value],
      }
    }
    case 'measure':
      return measureOf(left.measure, op, value)
  }
}

const numbers: Readonly<Record<Exclude<NumberFieldName, 'age'>, string>> = {
  seed: 'seed',
  step: 'step',
  time: 'active_ms / 1000.0',
  made: 'created_at',
  ended: 'finished_at',
}

function numberOf(field: NumberFieldName, op: Comparator, value: number, now: number): Sql {
  if (field === 'age') return { sql: `(? - created_at) / 1000.0 ${op} ?`, values: [now, value] }
  const column = numbers[field]
  if (field !== 'made' && field !== 'ended') return { sql: `${column} ${op} ?`, values: [value] }
  // A day is all of it.
  const end = value + day
  switch (op) {
    case '=':
      return { sql: `(${column} >= ? AND ${column} < ?)`, values: [value, end] }
    case '!=':
      return { sql: `(${column} < ? OR ${column} >= ?)`, values: [value, end] }
    case '>':
      return { sql: `${column} >= ?`, values: [end] }
    case '<=':
      return { sql: `${column} < ?`, values: [end] }
    case '>=':
    case '<':
      return { sql: `${column} ${op} ?`, values: [value] }
  }
}

/** The column of `run_measures` a reading is in. */
export function readingColumn(measure: Measure): 'last' | 'lowest' | 'highest' {
  const { reading } = measure
  if (typeof reading === 'object') return 'last'
  if (reading !== 'best') return reading
  return directionOf(measure) === 'minimise' ? 'lowest' : 'highest'
}

function measureOf(measure: Measure, op: Comparator, value: number): Sql {
  const name = storedName(measure)
  const [at] = seriesAt(measure)
  if (at) {
    // By what was looked up: see `keepStepValues`.
    const sql = `number IN (SELECT run FROM step_values WHERE name = ? AND step = ? AND value ${op} ?)`
    return { sql, values: [at.name, at.step, value] }
  }
  const column = readingColumn(measure)
  const sql = `number IN (SELECT run FROM run_measures WHERE name = ? AND ${column} ${op} ?)`
  return { sql, values: [name, value] }
}
