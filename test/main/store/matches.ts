import {
  directionOf,
  storedName,
  type Atom,
  type Comparator,
  type Measure,
  type Query,
} from '#query'
import type { RunSpec } from '#spec'
import type { RunRow } from '#store'

/** All that is known of a run, in memory. */
export interface Known {
  readonly row: RunRow
  readonly spec: RunSpec
  readonly series: ReadonlyMap<string, readonly { step: number; value: number }[]>
  readonly tags: readonly string[]
  readonly notes: string
}

const day = 86_400_000

/** Whether a run is listed for a query: the same question without SQL. */
export function matches(query: Query, run: Known, now: number): boolean {
  const asks = JSON.stringify(query)
  const deleted = asks.includes('"flag":"deleted"')
  if (run.row.deletedAt !== null && !deleted) return false
  if (run.row.archivedAt !== null && !deleted && !asks.includes('"flag":"archived"')) return false
  return holds(query, run, now)
}

function holds(query: Query, run: Known, now: number): boolean {
  switch (query.is) {
    case 'all':
      return true
    case 'and':
      return query.of.every((part) => holds(part, run, now))
    case 'or':
      return query.of.some((part) => holds(part, run, now))
    case 'not':
      return !holds(query.of, run, now)
    default:
      return atomHolds(query, run, now)
  }
}

/** LIKE is blind to case in ASCII alone. */
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function like(pattern: string, text: string, part = false): boolean {
  const escaped = lower(pattern)
    .split('*')
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  const any = part ? '.*' : ''
  return new RegExp(`^${any}${escaped}${any}$`, 'su').test(lower(text))
}

function atomHolds(atom: Atom, run: Known, now: number): boolean {
  const { row, spec, tags, notes } = run
  switch (atom.is) {
    case 'word': {
      const { name, curriculum, architecture, loss, state, group, study, id } = row
      const texts = [name, curriculum, architecture, loss, state, group, study, id, ...tags]
      return texts.some((text) => text !== null && like(atom.text, text, true))
    }
    case 'field': {
      const texts: Record<string, readonly (string | null)[]> = {
        ...{ name: [row.name], id: [row.id], state: [row.state], curriculum: [row.curriculum] },
        ...{ model: [row.architecture], loss: [row.loss], group: [row.group], study: [row.study] },
        ...{ seed: [String(row.seed)], tag: tags, collection: [], note: [notes || null] },
      }
      return texts[atom.field].some(
        (text) => text !== null && atom.patterns.some((pattern) => like(pattern, text)),
      )
    }
    case 'flag':
      return (
        { archived: row.archivedAt, deleted: row.deletedAt, degenerate: null, fork: null }[
          atom.flag
        ] !== null
      )
    case 'setting': {
      const value = settingAt(spec, atom.path)
      if (value === undefined) return false
      const text = typeof value === 'object' ? JSON.stringify(value) : sqlText(value)
      return atom.patterns.some((pattern) => like(pattern, text))
    }
    case 'compare': {
      const { left, op, value } = atom
      if (left.of === 'measure') return compare(measured(run, left.measure), op, value)
      if (left.of === 'setting') {
        const found = settingAt(spec, left.path)
        const number = typeof found === 'boolean' ? Number(found) : found
        return compare(typeof number === 'number' ? number : undefined, op, value)
      }
      return number(run, left.field, op, value, now)
    }
  }
}

const sqlText = (value: unknown): string =>
  typeof value === 'boolean' ? String(Number(value)) : String(value)

function settingAt(spec: RunSpec, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return (value as Record<string, unknown>)[key] ?? undefined
  }, spec)
}

function measured({ series }: Known, measure: Measure): number | undefined {
  const points = series.get(storedName(measure)) ?? []
  const { reading } = measure
  if (typeof reading === 'object') return points.findLast(({ step }) => step <= reading.step)?.value
  const values = points.map(({ value }) => value)
  if (values.length === 0) return undefined
  if (reading === 'last') return values.at(-1)
  const best = directionOf(measure) === 'minimise' ? 'lowest' : 'highest'
  return (reading === 'best' ? best : reading) === 'lowest'
    ? Math.min(...values)
    : Math.max(...values)
}

function number(run: Known, field: string, op: Comparator, value: number, now: number): boolean {
  const { seed, step, activeMs, createdAt, finishedAt } = run.row
  const numbers: Record<string, number | null> = {
    ...{ seed, step, time: activeMs / 1000, age: (now - createdAt) / 1000 },
    ...{ made: createdAt, ended: finishedAt },
  }
  const found = numbers[field] ?? undefined
  if (field !== 'made' && field !== 'ended') return compare(found, op, value)
  // The day a moment lies in, by its first.
  return compare(found === undefined ? undefined : Math.floor(found / day) * day, op, value)
}

function compare(found: number | undefined, op: Comparator, value: number): boolean {
  if (found === undefined) return false
  const holdsBy: Record<Comparator, boolean> = {
    ...{ '>': found > value, '<': found < value, '=': found === value },
    ...{ '>=': found >= value, '<=': found <= value, '!=': found !== value },
  }
  return holdsBy[op]
}
