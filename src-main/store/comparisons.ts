import type { Connection } from './database.ts'

/** A named comparison: which runs, and how they are looked at. */
export interface ComparisonRow {
  readonly id: string
  readonly name: string
  /** Ids in the order chosen; runs that are gone since stay named. */
  readonly runs: string[]
  /** JSON of whoever made it. */
  readonly view: string
  /** Milliseconds since 1970. */
  readonly updatedAt: number
}

export interface ReadableComparisons {
  /** Last changed first. */
  list(): ComparisonRow[]
  has(id: string): boolean
}

export interface WritableComparisons extends ReadableComparisons {
  save(comparison: ComparisonRow): void
  /** False when there was none. */
  remove(id: string): boolean
}

export function writeComparisons(db: Connection): WritableComparisons {
  const list = db.prepare<[], Omit<ComparisonRow, 'runs'> & { runs: string }>(
    `SELECT id, name, runs, view, updated_at AS updatedAt FROM comparisons
     ORDER BY updated_at DESC, id`,
  )
  const has = db.prepare<[string], number>('SELECT 1 FROM comparisons WHERE id = ?').pluck()
  const save = db.prepare(
    `INSERT OR REPLACE INTO comparisons (id, name, runs, view, updated_at)
     VALUES (@id, @name, @runs, @view, @updatedAt)`,
  )
  const remove = db.prepare('DELETE FROM comparisons WHERE id = ?')
  return {
    list: () => list.all().map((row) => ({ ...row, runs: JSON.parse(row.runs) as string[] })),
    has: (id) => has.get(id) === 1,
    save: (row) => void save.run({ ...row, runs: JSON.stringify(row.runs) }),
    remove: (id) => remove.run(id).changes === 1,
  }
}
