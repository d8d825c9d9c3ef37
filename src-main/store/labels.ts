import type { Connection } from './database.ts'

export type LabelKind = 'tag' | 'collection'

/** A tag or collection and how many runs have it. */
export interface LabelRow {
  readonly kind: LabelKind
  readonly name: string
  readonly runs: number
}

export interface ReadableLabels {
  /** All there are, by name. */
  list(): LabelRow[]
  ofRun(run: number): { kind: LabelKind; name: string }[]
}

export interface WritableLabels extends ReadableLabels {
  add(run: number, kind: LabelKind, name: string): void
  remove(run: number, kind: LabelKind, name: string): void
  /** Gives a label another name; where that is taken, the two become one. */
  rename(kind: LabelKind, from: string, to: string): void
}

function readLabels(db: Connection): ReadableLabels {
  const list = db.prepare<[], LabelRow>(
    'SELECT kind, name, count(*) AS runs FROM run_labels GROUP BY kind, name ORDER BY kind, name',
  )
  const ofRun = db.prepare<[number], { kind: LabelKind; name: string }>(
    'SELECT kind, name FROM run_labels WHERE run = ? ORDER BY kind, name',
  )
  return { list: () => list.all(), ofRun: (run) => ofRun.all(run) }
}

export function writeLabels(db: Connection): WritableLabels {
  const add = db.prepare('INSERT OR IGNORE INTO run_labels (kind, name, run) VALUES (?, ?, ?)')
  const remove = db.prepare('DELETE FROM run_labels WHERE kind = ? AND name = ? AND run = ?')
  const copy = db.prepare(
    `INSERT OR IGNORE INTO run_labels (kind, name, run)
     SELECT kind, @to, run FROM run_labels WHERE kind = @kind AND name = @from`,
  )
  const drop = db.prepare('DELETE FROM run_labels WHERE kind = @kind AND name = @from')
  return {
    ...readLabels(db),
    add: (run, kind, name) => void add.run(kind, name, run),
    remove: (run, kind, name) => void remove.run(kind, name, run),
    rename: (kind, from, to) => {
      if (from === to) return
      copy.run({ kind, from, to })
      drop.run({ kind, from })
    },
  }
}
