import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFaultOfFile, openStore, type WritableStore } from '#store'
import { newRun } from './new-run.ts'

let folder: string
let store: WritableStore
const place = () => ({ file: join(folder, 'cusp.sqlite'), backups: join(folder, 'backups') })
const copy = () => join(folder, 'copy.sqlite')
const names = () => readdirSync(folder).filter((name) => name.startsWith('copy'))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-copy-'))
  store = openStore(place())
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Points enough for several slices. */
function fill(): void {
  const { number } = store.runs.add(newRun('a'))
  store.transaction(() => {
    for (let i = 0; i < 60_000; i++)
      store.metrics.add(number, { name: 'loss', step: i, value: i / 7, seq: i })
  })
}

describe('store/copy', () => {
  it('has every commit of the connection that copies, those made meanwhile too', async () => {
    fill()
    let turns = 0
    const others = setInterval(() => store.runs.add(newRun(`meanwhile-${turns++}`)), 0)
    await store.copyTo(copy())
    clearInterval(others)
    const made = store.runs.list().map(({ id }) => id)
    expect(turns).toBeGreaterThan(1)
    expect(findFaultOfFile(copy())).toBeUndefined()
    const read = new Database(copy(), { readonly: true })
    const ids = read.prepare<[], string>('SELECT id FROM runs ORDER BY number DESC').pluck().all()
    // The last turn may have come between the end of copying and this line.
    expect(made.slice(made.length - ids.length)).toEqual(ids)
    expect(made.length - ids.length).toBeLessThanOrEqual(1)
    expect(read.prepare('SELECT count(*) FROM metrics').pluck().get()).toBe(60_000)
    read.close()
    expect(names()).toEqual(['copy.sqlite'])
  })

  it('leaves nothing where it is called off in the middle, and the store goes on', async () => {
    fill()
    const controller = new AbortController()
    const copying = store.copyTo(copy(), controller.signal)
    setImmediate(() => setImmediate(() => controller.abort(new Error('enough'))))
    await expect(copying).rejects.toThrow('enough')
    expect(names()).toEqual([])
    expect(store.runs.add(newRun('b')).id).toBe('b')
  })

  it('is told from a copy with any page turned to nonsense, from another file and from none', async () => {
    fill()
    await store.copyTo(copy())
    const whole = readFileSync(copy())
    for (const page of [0, 1, 5, whole.length / 4096 - 1]) {
      const bytes = Buffer.from(whole)
      bytes.fill(0xa5, page * 4096, page * 4096 + 200)
      writeFileSync(copy(), bytes)
      expect(findFaultOfFile(copy()), `page ${page + 1}`).toMatch(/./)
    }
    writeFileSync(copy(), whole.subarray(0, whole.length / 2))
    expect(findFaultOfFile(copy())).toMatch(/./)
    expect(findFaultOfFile(join(folder, 'none.sqlite'))).toMatch(/./)
    rmSync(copy())
    const other = new Database(copy())
    other.exec('CREATE TABLE t (a)')
    other.close()
    expect(findFaultOfFile(copy())).toMatch(/no database of Cusp/)
  })
})
