import type { Connection } from './database.ts'

export interface ReadableSettings {
  get(key: string): string | undefined
}

export interface WritableSettings extends ReadableSettings {
  set(key: string, value: string): void
}

export function readSettings(db: Connection): ReadableSettings {
  const get = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck()
  return { get: (key) => get.get(key) }
}

export function writeSettings(db: Connection): WritableSettings {
  const set = db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
  return { ...readSettings(db), set: (key, value) => void set.run(key, value) }
}
