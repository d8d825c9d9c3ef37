import type { RunSpec } from '#spec'
import type { Connection } from './database.ts'

/** A saved curriculum: the spec it would be run with. */
export interface CurriculumRow {
  readonly id: string
  readonly name: string
  readonly spec: RunSpec
  /** Milliseconds since 1970. */
  readonly updatedAt: number
  /** The curriculum it was copied from, while that is there. */
  readonly parent: string | null
}

/** A state of a curriculum that was saved once; numbers rise from 1. */
export interface CurriculumVersionRow {
  readonly number: number
  readonly name: string
  readonly spec: RunSpec
  readonly savedAt: number
}

export interface ReadableCurricula {
  /** Last changed first, without their specs. */
  list(): Omit<CurriculumRow, 'spec'>[]
  get(id: string): CurriculumRow | undefined
  /** Newest first. */
  versions(id: string): CurriculumVersionRow[]
  /** Steps that can be undone in it, as the editor wrote them. */
  sitting(id: string): string | undefined
}

export interface WritableCurricula extends ReadableCurricula {
  /** Keeps a state; one that differs from the newest version becomes a version of its own. */
  save(curriculum: CurriculumRow): void
  /**
   * Adds a curriculum that was saved elsewhere, with its states. Its parent is kept where it is here.
   */
  bringIn(curriculum: CurriculumRow, versions: readonly CurriculumVersionRow[]): void
  keepSitting(id: string, sitting: string): void
  /** False when there was none. */
  remove(id: string): boolean
}

/** Versions kept of one curriculum. */
const mostVersions = 200

const columns = 'id, name, parent, updated_at AS updatedAt'

function readCurricula(db: Connection): ReadableCurricula {
  const list = db.prepare<[], Omit<CurriculumRow, 'spec'>>(
    `SELECT ${columns} FROM curricula ORDER BY updated_at DESC, id`,
  )
  const one = db.prepare<[string], Omit<CurriculumRow, 'spec'> & { spec: string }>(
    `SELECT ${columns}, spec FROM curricula WHERE id = ?`,
  )
  const versions = db.prepare<[string], Omit<CurriculumVersionRow, 'spec'> & { spec: string }>(
    `SELECT number, name, spec, saved_at AS savedAt FROM curriculum_versions
     WHERE curriculum = ? ORDER BY number DESC`,
  )
  const sitting = db
    .prepare<[string], string>('SELECT sitting FROM curriculum_sittings WHERE curriculum = ?')
    .pluck()
  const parsed = <Row extends { spec: string }>(row: Row) => ({
    ...row,
    spec: JSON.parse(row.spec) as RunSpec,
  })
  return {
    list: () => list.all(),
    get: (id) => {
      const found = one.get(id)
      return found && parsed(found)
    },
    versions: (id) => versions.all(id).map(parsed),
    sitting: (id) => sitting.get(id),
  }
}

export function writeCurricula(db: Connection): WritableCurricula {
  // Not INSERT OR REPLACE: that deletes the row first, and its versions would go with it.
  const save = db.prepare(
    `INSERT INTO curricula (id, name, spec, updated_at, parent)
     VALUES (@id, @name, @spec, @updatedAt, @parent)
     ON CONFLICT (id) DO UPDATE SET name = @name, spec = @spec, updated_at = @updatedAt`,
  )
  const bring = db.prepare(
    `INSERT INTO curricula (id, name, spec, updated_at, parent)
     VALUES (@id, @name, @spec, @updatedAt, (SELECT id FROM curricula WHERE id = @parent))`,
  )
  const newest = db.prepare<[string], { number: number; spec: string }>(
    `SELECT number, spec FROM curriculum_versions WHERE curriculum = ?
     ORDER BY number DESC LIMIT 1`,
  )
  const addVersion = db.prepare(
    `INSERT INTO curriculum_versions (curriculum, number, name, spec, saved_at)
     VALUES (@id, @number, @name, @spec, @updatedAt)`,
  )
  const dropVersions = db.prepare(
    'DELETE FROM curriculum_versions WHERE curriculum = ? AND number <= ?',
  )
  const keepSitting = db.prepare(
    'INSERT OR REPLACE INTO curriculum_sittings (curriculum, sitting) VALUES (?, ?)',
  )
  const remove = db.prepare('DELETE FROM curricula WHERE id = ?')
  return {
    ...readCurricula(db),
    save: db.transaction((made: CurriculumRow) => {
      const row = { ...made, spec: JSON.stringify(made.spec) }
      save.run(row)
      const last = newest.get(made.id)
      if (last?.spec === row.spec) return
      const number = (last?.number ?? 0) + 1
      addVersion.run({ ...row, number })
      dropVersions.run(made.id, number - mostVersions)
    }),
    bringIn: db.transaction((made: CurriculumRow, versions: readonly CurriculumVersionRow[]) => {
      bring.run({ ...made, spec: JSON.stringify(made.spec) })
      for (const { number, name, spec, savedAt } of versions) {
        const state = { id: made.id, name, spec: JSON.stringify(spec), updatedAt: savedAt, number }
        addVersion.run(state)
      }
    }),
    keepSitting: (id, sitting) => void keepSitting.run(id, sitting),
    remove: (id) => remove.run(id).changes === 1,
  }
}
