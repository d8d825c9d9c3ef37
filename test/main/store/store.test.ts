import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '#store'
import { migrations } from '../../../src-main/store/migrations/index.ts'
import { newRun } from './new-run.ts'

let folder: string
let file: string
const place = () => ({ file, backups: join(folder, 'backups') })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-store-'))
  file = join(folder, 'cusp.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Hides an index from SQLite while `work` adds rows, which it then lacks. */
function loseFromIndex(name: string, work: () => void): void {
  const edit = (sql: string, ...values: unknown[]) => {
    const raw = new Database(file)
    raw.unsafeMode(true)
    raw.pragma('writable_schema = ON')
    const rows = raw.prepare('SELECT * FROM sqlite_schema WHERE name = ?').raw().get(name)
    raw.prepare(sql).run(...values)
    raw.close()
    return rows as unknown[]
  }
  const row = edit('DELETE FROM sqlite_schema WHERE name = ?', name)
  work()
  edit('INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)', ...row)
}

describe('store/store', () => {
  it('opens in WAL with full synchronisation and its own application id', () => {
    openStore(place()).close()
    const raw = new Database(file, { readonly: true })
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(raw.pragma('application_id', { simple: true })).toBe(0x43555350)
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
    raw.close()
  })

  it('keeps every table strict', () => {
    openStore(place()).close()
    const raw = new Database(file, { readonly: true })
    const tables = raw.pragma('table_list') as { name: string; strict: number }[]
    const own = tables.filter(({ name }) => !name.startsWith('sqlite_'))
    expect(own.length).toBeGreaterThan(8)
    expect(own.filter(({ strict }) => strict !== 1)).toEqual([])
    raw.close()
  })

  it('keeps runs over a close', () => {
    const first = openStore(place())
    const made = first.runs.add(newRun('a'))
    first.close()
    const second = openStore(place())
    expect(second.runs.get('a')).toEqual(made)
    expect(second.runs.spec(made.number)).toEqual(newRun('a').spec)
    second.close()
  })

  it('refuses a file of a newer version and leaves it byte for byte', () => {
    openStore(place()).close()
    const raw = new Database(file)
    raw.pragma('user_version = 999')
    raw.pragma('journal_mode = DELETE')
    raw.close()
    const before = readFileSync(file)
    expect(() => openStore(place())).toThrow(
      expect.objectContaining({
        code: 'folder.newer',
        message: expect.stringMatching(`version 999 .* up to ${migrations.length};`) as unknown,
      }),
    )
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('refuses a file that is not SQLite, or not ours, and leaves it', () => {
    writeFileSync(
      file,
      'these are not the bytes of a database, however long they go on. '.repeat(20),
    )
    expect(() => openStore(place())).toThrow(expect.objectContaining({ code: 'folder.corrupt' }))
    expect(readFileSync(file, 'utf8')).toMatch(/^these are not/)
    rmSync(file)
    const other = new Database(file)
    other.exec('CREATE TABLE bookmarks (url TEXT)')
    other.close()
    expect(() => openStore(place())).toThrow(
      expect.objectContaining({
        code: 'folder.corrupt',
        message: expect.stringMatching(/another program/) as unknown,
      }),
    )
  })

  it('finds damage after an exit that was not clean', () => {
    const store = openStore(place())
    for (let i = 0; i < 400; i++) store.runs.add(newRun(`run-${i}`))
    store.close()
    const raw = new Database(file)
    raw.prepare(`UPDATE settings SET value = 'no' WHERE key = 'cleanExit'`).run()
    const page = raw
      .prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'runs_in_queue'`)
      .pluck()
      .get()
    raw.close()
    const bytes = readFileSync(file)
    bytes.fill(0xff, ((page ?? 0) - 1) * 4096 + 8, (page ?? 0) * 4096)
    writeFileSync(file, bytes)
    expect(() => openStore(place())).toThrow(
      expect.objectContaining({
        code: 'folder.corrupt',
        place: file,
        message: expect.stringMatching(/backups/) as unknown,
      }),
    )
  })

  it('folds no log into a file that it refuses', () => {
    const first = openStore(place())
    for (let i = 0; i < 200; i++) first.runs.add(newRun(`run-${i}`))
    first.close()
    const store = openStore(place())
    store.runs.add(newRun('in the log'))
    const left = join(folder, 'left.sqlite')
    for (const end of ['', '-wal', '-shm']) copyFileSync(file + end, left + end)
    store.close()
    writeFileSync(left, readFileSync(left).fill(0xa5, 60 * 4096, 90 * 4096))
    const files = () => ['', '-wal'].map((end) => readFileSync(left + end).toString('hex'))
    const before = files()
    expect(() => openStore({ file: left, backups: folder })).toThrow(
      expect.objectContaining({ code: 'folder.corrupt' }),
    )
    expect(files()).toEqual(before)
  })

  it('backs up before it migrates an existing file, and not a new one', () => {
    openStore(place()).close()
    expect(readdirSync(folder)).not.toContain('backups')
    const first = openStore(place())
    first.runs.add(newRun('kept'))
    const { version } = first
    const sql = 'CREATE TABLE more (a INTEGER) STRICT'
    const next = { version: version + 1, name: 'more', sql }
    first.close()
    const second = openStore({ ...place(), migrations: [...migrations, next] })
    expect(second.version).toBe(version + 1)
    second.close()
    const copy = join(folder, 'backups', `before-${version + 1}.sqlite`)
    const backup = openStore({ file: copy, backups: folder })
    expect(backup.version).toBe(version)
    expect(backup.runs.get('kept')?.id).toBe('kept')
    backup.close()
  })

  it('holds every index against its table before it migrates, and changes nothing where one is off', () => {
    const first = openStore(place())
    first.runs.add(newRun('a'))
    const { version } = first
    first.close()
    loseFromIndex('runs_of_config', () => {
      const raw = openStore(place())
      raw.runs.add(newRun('b'))
      raw.close()
    })
    const next = { version: version + 1, name: 'more', sql: 'CREATE TABLE more (a) STRICT' }
    const known = [...migrations, next]
    expect(() => openStore({ ...place(), migrations: known })).toThrow(
      expect.objectContaining({
        code: 'folder.corrupt',
        message: expect.stringMatching(/runs_of_config/) as unknown,
      }),
    )
    expect(readdirSync(folder)).not.toContain('backups')
    openStore(place()).close()
  })

  it('removes what a kill left of a copy, and keeps three of them', () => {
    const known = [...migrations]
    const backups = join(folder, 'backups')
    openStore(place()).close()
    mkdirSync(backups)
    writeFileSync(join(backups, `before-${known.length + 1}.sqlite.part`), 'half of a cop')
    for (let i = 0; i < 5; i++) {
      const version = known.length + 1
      known.push({ version, name: `more-${i}`, sql: `CREATE TABLE more_${i} (a INTEGER) STRICT` })
      openStore({ ...place(), migrations: known }).close()
    }
    const last = known.length
    expect(readdirSync(backups).sort()).toEqual(
      [last - 2, last - 1, last].map((version) => `before-${version}.sqlite`).sort(),
    )
  })

  it('rolls a failing migration back whole', () => {
    const first = openStore(place())
    const { version } = first
    first.close()
    const broken = {
      version: version + 1,
      name: 'broken',
      sql: 'CREATE TABLE half (a INTEGER); SELECT nope;',
    }
    const known = [...migrations, broken]
    expect(() => openStore({ ...place(), migrations: known })).toThrow(/nope/)
    const raw = new Database(file, { readonly: true })
    expect(raw.pragma('user_version', { simple: true })).toBe(version)
    expect(
      raw.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).pluck().get(),
    ).toBe(0)
    raw.close()
  })

  it('undoes a transaction that throws', () => {
    const store = openStore(place())
    const work = () =>
      store.transaction(() => {
        store.runs.add(newRun('a'))
        throw new Error('half way')
      })
    expect(work).toThrow('half way')
    expect(store.runs.list()).toEqual([])
    store.close()
  })
})
