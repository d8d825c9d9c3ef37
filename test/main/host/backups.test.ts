import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFaultOfFile, openStore, type WritableStore } from '#store'
import { keepBackups, type Backups } from '../../../src-main/host/backups.ts'
import { newRun } from '../store/new-run.ts'

const hour = 3_600_000
let folder: string
let store: WritableStore
let backups: Backups
let now: number
let log: string[]
/** What is found of a backup that was made. */
let check: (file: string) => Promise<string | null>

const names = () => readdirSync(join(folder, 'backups')).sort()
const look = async (addsRun?: string) => {
  if (addsRun !== undefined) store.runs.add(newRun(addsRun))
  await backups.look()
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-backups-'))
  const place = { database: join(folder, 'cusp.sqlite'), backups: join(folder, 'backups') }
  store = openStore({ file: place.database, backups: place.backups })
  now = Date.UTC(2026, 10, 1, 8)
  log = []
  check = (file) => Promise.resolve(findFaultOfFile(file) ?? null)
  backups = keepBackups({
    ...{ store, folder: place, clock: { now: () => now }, check: (file) => check(file) },
    log: (line) => log.push(line),
    afterMs: 3_600_000,
  })
})
afterEach(async () => {
  await backups.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('host/backups', () => {
  it('makes one a day, and none where nothing was recorded since', async () => {
    await look()
    expect(readdirSync(folder)).not.toContain('backups')
    await look('a')
    expect(names()).toEqual(['daily-2026-11-01T08-00-00Z.sqlite'])
    now += 23 * hour
    await look('b')
    expect(names()).toHaveLength(1)
    now += hour
    await look()
    expect(names()).toHaveLength(2)
    now += 48 * hour
    await look()
    expect(names()).toHaveLength(2)
    expect(log).toEqual([])
  })

  it('has in the newest all that was committed, and keeps three', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      await look(id)
      now += 25 * hour
    }
    expect(names()).toHaveLength(3)
    const newest = join(folder, 'backups', names().at(-1) ?? '')
    const copy = openStore({ file: newest, backups: folder })
    expect(copy.runs.list().map(({ id }) => id)).toEqual(['e', 'd', 'c', 'b', 'a'])
    copy.close()
  })

  it('discards one that is damaged, says so, and tries again with the next look', async () => {
    check = (file) => {
      const before = findFaultOfFile(file) ?? null
      writeFileSync(file, 'what a broken disk gives back')
      return Promise.resolve(before ?? findFaultOfFile(file) ?? null)
    }
    await look('a')
    expect(names()).toEqual([])
    expect(log).toEqual([expect.stringMatching(/daily-.*was damaged \(.*\) and discarded/)])
    check = (file) => Promise.resolve(findFaultOfFile(file) ?? null)
    await look()
    expect(names()).toHaveLength(1)
  })

  it('keeps none that could not be checked', async () => {
    check = () => Promise.reject(new Error('the process was ended by SIGKILL'))
    await look('a')
    expect(names()).toEqual([])
    expect(log).toEqual([expect.stringMatching(/No backup was made: .*SIGKILL/)])
  })

  it('is due although a clock of next year made one', async () => {
    now += 365 * 24 * hour
    await look('a')
    now -= 364 * 24 * hour
    await look('b')
    expect(names()).toHaveLength(2)
    now += 25 * hour
    await look('c')
    expect(names()).toHaveLength(3)
  })

  it('leaves nothing of one that is called off, in the middle of checking too', async () => {
    let asked: () => void
    const isAsked = new Promise<void>((resolve) => (asked = resolve))
    check = () => {
      asked()
      return new Promise((resolve) => setImmediate(() => resolve(null)))
    }
    const looking = look('a')
    await isAsked
    await backups.close()
    await looking
    expect(names()).toEqual([])
    expect(log).toEqual([])
    expect(store.changes.hasAny()).toBe(true)
  })
})
