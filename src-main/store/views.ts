import type { Connection } from './database.ts'

/** A way to look at the list of runs that someone saved; `view` is JSON of whoever made it. */
export interface ViewRow {
  readonly id: string
  readonly name: string
  readonly view: string
  /** Milliseconds since 1970. */
  readonly updatedAt: number
}

export interface ReadableViews {
  /** By name. */
  list(): ViewRow[]
}

export interface WritableViews extends ReadableViews {
  /** Adds a view, or replaces the one of its id. */
  save(view: ViewRow): void
  /** False when there was none. */
  remove(id: string): boolean
}

export function writeViews(db: Connection): WritableViews {
  const list = db.prepare<[], ViewRow>(
    'SELECT id, name, view, updated_at AS updatedAt FROM views ORDER BY name, id',
  )
  const save = db.prepare(
    'INSERT OR REPLACE INTO views (id, name, view, updated_at) VALUES (@id, @name, @view, @updatedAt)',
  )
  const remove = db.prepare('DELETE FROM views WHERE id = ?')
  return {
    list: () => list.all(),
    save: (view) => void save.run(view),
    remove: (id) => remove.run(id).changes === 1,
  }
}
