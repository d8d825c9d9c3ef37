import type { Connection } from './database.ts'

/** A report as it was typed. */
export interface ReportRow {
  readonly id: string
  readonly name: string
  readonly text: string
  /** Rises by one with every text that is kept. */
  readonly version: number
  /** Milliseconds since 1970. */
  readonly updatedAt: number
}

/** What a panel showed when it was frozen. */
export interface FrozenPanelRow {
  readonly frozenAt: number
  /** JSON of whoever froze it. */
  readonly content: string
}

export interface ReadableReports {
  /** Last changed first, without their texts. */
  list(): Omit<ReportRow, 'text'>[]
  get(id: string): ReportRow | undefined
  frozen(report: string, key: string): FrozenPanelRow | undefined
  /** All panels kept of a report, in order of their keys. */
  panels(report: string): (FrozenPanelRow & { readonly key: string })[]
}

export interface WritableReports extends ReadableReports {
  add(report: ReportRow): void
  /** Keeps a text as the version after `version`; false where that is not the newest any more. */
  save(report: { id: string; text: string; version: number; updatedAt: number }): boolean
  /** A name is no version: who renames disturbs nobody who writes. False when there was none. */
  rename(id: string, name: string): boolean
  /** Keeps a panel; those frozen longest ago go first once there are too many that no text names. */
  freeze(report: string, key: string, panel: FrozenPanelRow): void
  /** False when there was none. */
  remove(id: string): boolean
}

/** Panels kept though the report's text does not name them: undoing in the text brings them back. */
const mostUnnamed = 50

const columns = 'id, name, version, updated_at AS updatedAt'

function readReports(db: Connection): ReadableReports {
  const list = db.prepare<[], Omit<ReportRow, 'text'>>(
    `SELECT ${columns} FROM reports ORDER BY updated_at DESC, id`,
  )
  const one = db.prepare<[string], ReportRow>(`SELECT ${columns}, text FROM reports WHERE id = ?`)
  const frozen = db.prepare<[string, string], FrozenPanelRow>(
    'SELECT frozen_at AS frozenAt, content FROM report_panels WHERE report = ? AND key = ?',
  )
  const panels = db.prepare<[string], FrozenPanelRow & { readonly key: string }>(
    `SELECT key, frozen_at AS frozenAt, content FROM report_panels
     WHERE report = ? ORDER BY key COLLATE BINARY`,
  )
  return {
    list: () => list.all(),
    get: (id) => one.get(id),
    frozen: (report, key) => frozen.get(report, key),
    panels: (report) => panels.all(report),
  }
}

export function writeReports(db: Connection): WritableReports {
  const add = db.prepare(
    `INSERT INTO reports (id, name, text, version, updated_at)
     VALUES (@id, @name, @text, @version, @updatedAt)`,
  )
  const save = db.prepare(
    `UPDATE reports SET text = @text, version = version + 1, updated_at = @updatedAt
     WHERE id = @id AND version = @version`,
  )
  const rename = db.prepare('UPDATE reports SET name = ? WHERE id = ?')
  const freeze = db.prepare(
    'INSERT INTO report_panels (report, key, frozen_at, content) VALUES (?, ?, ?, ?)',
  )
  const forget = db.prepare(
    `DELETE FROM report_panels WHERE report = @report AND key IN (
       SELECT key FROM report_panels WHERE report = @report AND key <> @key
         AND instr((SELECT text FROM reports WHERE id = @report), key) = 0
       ORDER BY frozen_at DESC, key LIMIT -1 OFFSET @kept)`,
  )
  const remove = db.prepare('DELETE FROM reports WHERE id = ?')
  return {
    ...readReports(db),
    add: (report) => void add.run(report),
    save: (report) => save.run(report).changes === 1,
    rename: (id, name) => rename.run(name, id).changes === 1,
    freeze: db.transaction((report: string, key: string, panel: FrozenPanelRow) => {
      freeze.run(report, key, panel.frozenAt, panel.content)
      forget.run({ report, key, kept: mostUnnamed })
    }),
    remove: (id) => remove.run(id).changes === 1,
  }
}
