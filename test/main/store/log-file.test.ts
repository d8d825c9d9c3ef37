import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examineLog, mendLog } from '../../../src-main/store/log-file.ts'

/** As a killed process leaves it: 40 commits in the log, none of them folded in. */
let folder: string
let log: Buffer
const file = () => join(folder, 'left.sqlite')
const rows = 40
const frame = 4096 + 24

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-log-'))
  const db = new Database(join(folder, 'live.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE facts (number INTEGER PRIMARY KEY, text TEXT)')
  for (let i = 0; i < rows; i++)
    db.prepare('INSERT INTO facts (text) VALUES (?)').run('x'.repeat(700))
  for (const end of ['', '-wal', '-shm'])
    copyFileSync(join(folder, `live.sqlite${end}`), file() + end)
  db.close()
  log = readFileSync(`${file()}-wal`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const put = (bytes: Buffer) => writeFileSync(`${file()}-wal`, bytes)
const flipped = (at: number, bit: number) => {
  const bytes = Buffer.from(log)
  bytes[at] ^= 1 << bit
  return bytes
}

describe('store/log-file', () => {
  it('finds a log whole that is as it was written', () => {
    put(log)
    expect(examineLog(file())).toEqual({ kind: 'whole' })
  })

  it('finds any bit that is flipped', () => {
    fc.assert(
      fc.property(fc.nat(log.length - 1), fc.nat(7), (at, bit) => {
        put(flipped(at, bit))
        expect(examineLog(file()).kind, `byte ${at}`).toBe('damaged')
      }),
      { numRuns: 150, seed: 1 },
    )
  })

  it('finds any end that is cut off, all of the log too', () => {
    fc.assert(
      fc.property(fc.nat(log.length - 1), (length) => {
        put(log.subarray(0, length))
        expect(examineLog(file()).kind, `${length} bytes`).toBe('damaged')
      }),
      { numRuns: 60, seed: 2 },
    )
    rmSync(`${file()}-wal`)
    expect(examineLog(file()).kind).toBe('damaged')
  })

  it('tells the last commit, cut off by a power failure, from damage before it', () => {
    const shm = readFileSync(`${file()}-shm`)
    rmSync(`${file()}-shm`)
    put(flipped(log.length - 50, 0))
    expect(examineLog(file())).toEqual({ kind: 'torn' })
    put(flipped(32 + 3 * frame + 100, 0))
    expect(examineLog(file()).kind).toBe('damaged')
    writeFileSync(`${file()}-shm`, shm)
  })

  it('finds none after a fold, a fresh round of the log, or a truncation', () => {
    const live = join(folder, 'rounds.sqlite')
    const db = new Database(live)
    db.pragma('journal_mode = WAL')
    db.exec('CREATE TABLE facts (text TEXT)')
    const add = () => db.prepare('INSERT INTO facts VALUES (?)').run('y'.repeat(5000))
    const seen: string[] = []
    for (const fold of ['', 'PASSIVE', '', 'RESTART', '', 'TRUNCATE', '']) {
      if (fold === '') [1, 2, 3].forEach(add)
      else db.pragma(`wal_checkpoint(${fold})`)
      // A copy: reading a database's own files would take SQLite's locks from it.
      for (const end of ['', '-wal', '-shm']) copyFileSync(live + end, `${live}.copy${end}`)
      seen.push(examineLog(`${live}.copy`).kind)
    }
    db.close()
    expect(seen).toEqual(Array(7).fill('whole'))
    expect(examineLog(live)).toEqual({ kind: 'whole' })
  })

  it('mends a log so that what was committed after a damaged page is read again', () => {
    const at = 32 + 9 * frame + 24 + 4090
    put(flipped(at, 2))
    const mended = mendLog(readFileSync(`${file()}-wal`))
    expect(mended?.bad).toBe(1)
    const count = (bytes: Buffer) => {
      const copy = join(folder, 'read.sqlite')
      for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
      copyFileSync(file(), copy)
      writeFileSync(`${copy}-wal`, bytes)
      const db = new Database(copy)
      const found = db.prepare('SELECT count(*) FROM facts').pluck().get()
      db.close()
      return found
    }
    expect(count(flipped(at, 2))).toBeLessThan(rows)
    expect(count(mended?.bytes ?? log)).toBe(rows)
    expect(mendLog(log)).toBeUndefined()
  })
})
