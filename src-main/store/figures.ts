import type { Connection } from './database.ts'

/** A named figure: what it shows of which runs. */
export interface FigureRow {
  readonly id: string
  readonly name: string
  /** JSON of whoever made it. */
  readonly spec: string
  /** Ids and names of its runs when it was saved; runs that are gone since stay named. */
  readonly runs: { readonly id: string; readonly name: string }[]
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly updatedAt: number
}

export interface ReadableFigures {
  /** Last changed first. */
  list(): FigureRow[]
  get(id: string): FigureRow | undefined
}

export interface WritableFigures extends ReadableFigures {
  save(figure: FigureRow): void
  /** False when there was none. */
  remove(id: string): boolean
}

type StoredFigure = Omit<FigureRow, 'runs'> & { readonly runs: string }

const columns = 'id, name, spec, runs, created_at AS createdAt, updated_at AS updatedAt'

export function writeFigures(db: Connection): WritableFigures {
  const list = db.prepare<[], StoredFigure>(
    `SELECT ${columns} FROM figures ORDER BY updated_at DESC, id`,
  )
  const get = db.prepare<[string], StoredFigure>(`SELECT ${columns} FROM figures WHERE id = ?`)
  const save = db.prepare(
    `INSERT OR REPLACE INTO figures (id, name, spec, runs, created_at, updated_at)
     VALUES (@id, @name, @spec, @runs, @createdAt, @updatedAt)`,
  )
  const remove = db.prepare('DELETE FROM figures WHERE id = ?')
  const row = (stored: StoredFigure): FigureRow => ({
    ...stored,
    runs: JSON.parse(stored.runs) as FigureRow['runs'],
  })
  return {
    list: () => list.all().map(row),
    get: (id) => {
      const found = get.get(id)
      return found && row(found)
    },
    save: (figure) => void save.run({ ...figure, runs: JSON.stringify(figure.runs) }),
    remove: (id) => remove.run(id).changes === 1,
  }
}
