import type { RunSpec } from '#spec'
import type { Connection } from './database.ts'

/** A saved curriculum: the spec it would be run with. */
export interface CurriculumRow {
  readonly id: string
  readonly name: string
  readonly spec: RunSpec
  /** Milliseconds since 1970. */
  readonly updatedAt: number
}

export interface ReadableCurricula {
  /** Last changed first, without their specs. */
  list(): Omit<CurriculumRow, 'spec'>[]
  get(id: string): CurriculumRow | undefined
}

export interface WritableCurricula extends ReadableCurricula {
  save(curriculum: CurriculumRow): void
  /** False when there was none. */
  remove(id: string): boolean
}

function readCurricula(db: Connection): ReadableCurricula {
  const list = db.prepare<[], Omit<CurriculumRow, 'spec'>>(
    'SELECT id, name, updated_at AS updatedAt FROM curricula ORDER BY updated_at DESC, id',
  )
  const one = db.prepare<[string], Omit<CurriculumRow, 'spec'> & { spec: string }>(
    'SELECT id, name, spec, updated_at AS updatedAt FROM curricula WHERE id = ?',
  )
  return {
    list: () => list.all(),
    get: (id) => {
      const found = one.get(id)
      return found && { ...found, spec: JSON.parse(found.spec) as RunSpec }
    },
  }
}

export function writeCurricula(db: Connection): WritableCurricula {
  const save = db.prepare(
    `INSERT OR REPLACE INTO curricula (id, name, spec, updated_at)
     VALUES (@id, @name, @spec, @updatedAt)`,
  )
  const remove = db.prepare('DELETE FROM curricula WHERE id = ?')
  return {
    ...readCurricula(db),
    save: (made) => void save.run({ ...made, spec: JSON.stringify(made.spec) }),
    remove: (id) => remove.run(id).changes === 1,
  }
}
