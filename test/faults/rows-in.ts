import { join } from 'node:path'
import Database from 'better-sqlite3'

/** How many rows tables of a data folder have, whoever may see them. */
export function rowsIn(dataDir: string, tables: readonly string[]): Record<string, number> {
  const db = new Database(join(dataDir, 'cusp.sqlite'), { readonly: true })
  try {
    const count = (name: string) => Number(db.prepare(`SELECT count(*) FROM ${name}`).pluck().get())
    return Object.fromEntries(tables.map((name) => [name, count(name)]))
  } finally {
    db.close()
  }
}
