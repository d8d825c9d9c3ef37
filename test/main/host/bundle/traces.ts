import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Everything in a data folder: its files with their hashes, its database table by table. */
export function everythingIn(dataDir: string) {
  return { files: filesOf(dataDir), tables: tablesOf(join(dataDir, 'cusp.sqlite')) }
}

/** Without those that the database and the lock write as they go, and the megabytes of ballast. */
function filesOf(dataDir: string): Record<string, string> {
  const names = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    names
      .filter(
        (name) =>
          !name.startsWith('cusp.sqlite') && !name.startsWith('host.') && name !== 'ballast',
      )
      .sort()
      .map((name) => [name, contentOf(join(dataDir, name))]),
  )
}

function contentOf(path: string): string {
  if (statSync(path).isDirectory()) return 'folder'
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

function tablesOf(file: string): Record<string, unknown[]> {
  const db = new Database(file, { readonly: true })
  try {
    const names = db
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
      .pluck()
      .all()
    return Object.fromEntries(
      names.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]),
    )
  } finally {
    db.close()
  }
}
