import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseQuery } from '#query'
import { openStore, type WritableStore } from '#store'
import { newRun } from './new-run.ts'

let folder: string
let store: WritableStore
const place = () => ({ file: join(folder, 'cusp.sqlite'), backups: join(folder, 'backups') })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-changes-'))
  store = openStore(place())
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('store/changes', () => {
  const reopen = () => {
    store.close()
    store = openStore(place())
  }

  it('has none in a new file, some after a commit, and none once that is in a backup', () => {
    expect(store.changes.hasAny()).toBe(false)
    store.runs.add(newRun('a'))
    expect(store.changes.hasAny()).toBe(true)
    const mark = store.changes.mark()
    store.runs.add(newRun('b'))
    store.changes.settle(mark)
    expect(store.changes.hasAny()).toBe(true)
    store.changes.settle(store.changes.mark())
    expect(store.changes.hasAny()).toBe(false)
  })

  it('remembers over a close whether there were any, and opening alone is none', () => {
    reopen()
    expect(store.changes.hasAny()).toBe(false)
    store.runs.add(newRun('a'))
    reopen()
    expect(store.changes.hasAny()).toBe(true)
    store.changes.settle(store.changes.mark())
    reopen()
    expect(store.changes.hasAny()).toBe(false)
  })

  it('counts no question, though its answers are kept in temporary tables', () => {
    store.runs.add(newRun('a'))
    store.changes.settle(store.changes.mark())
    const { query } = parseQuery('config.checkpointEverySteps > 1 loss.at(1) > 0')
    if (!query) throw new Error('The query is one.')
    expect(store.listing.ordered(query, { by: 'name', descending: false }, 0)).toEqual([])
    expect(store.changes.hasAny()).toBe(false)
  })

  it('takes a file that nobody closed for changed', () => {
    reopen()
    store.close()
    const raw = new Database(place().file)
    raw.prepare(`UPDATE settings SET value = 'no' WHERE key = 'cleanExit'`).run()
    raw.close()
    store = openStore(place())
    expect(store.changes.hasAny()).toBe(true)
  })
})
