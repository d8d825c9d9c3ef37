import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type WritableStore } from '#store'
import { keepLogShort, type LogKeeper } from '../../../src-main/host/log-keeper.ts'
import { newRun } from '../store/new-run.ts'

let folder: string
let store: WritableStore
let keeper: LogKeeper
let told: string[]
const file = () => join(folder, 'cusp.sqlite')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-log-keeper-'))
  store = openStore({ file: file(), backups: folder })
  told = []
  keeper = keepLogShort({ store, log: (line) => told.push(line), alarmBytes: 100_000 })
})
afterEach(() => {
  keeper.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const add = (from: number, to: number) => {
  for (let i = from; i < to; i++) store.runs.add(newRun(`run-${i}`))
}

describe('host/log-keeper', () => {
  it('folds the log once nothing was recorded between two looks, not before', () => {
    keeper.look()
    keeper.look()
    add(0, 1)
    const bytes = store.log.bytes()
    expect(bytes).toBeGreaterThan(0)
    keeper.look()
    expect(store.log.bytes()).toBe(bytes)
    keeper.look()
    expect(store.log.bytes()).toBe(0)
    expect(store.runs.list()).toHaveLength(1)
    expect(told).toEqual([])
  })

  it('folds one that is too long at once, and tells once where another program holds it', () => {
    keeper.look()
    keeper.look()
    add(0, 60)
    expect(store.log.bytes()).toBeGreaterThan(100_000)
    keeper.look()
    expect(store.log.bytes()).toBe(0)

    const other = new Database(file(), { readonly: true })
    const reading = other.prepare('SELECT id FROM runs').iterate()
    reading.next()
    add(60, 120)
    keeper.look()
    keeper.look()
    expect(store.log.bytes()).toBeGreaterThan(100_000)
    expect(told).toEqual([expect.stringMatching(/another program reads the database/)])
    reading.return?.()
    other.close()
    keeper.look()
    expect(store.log.bytes()).toBe(0)
    expect(store.runs.list()).toHaveLength(120)
  })
})
