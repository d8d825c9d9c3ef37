import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type WritableStore } from '#store'
import { newRun } from './new-run.ts'

let folder: string
let store: WritableStore
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-shelf-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Removes a run, without a pause; gives how many rows went. */
const purge = (run: number) => [...store.shelf.purge(run)].reduce((sum, rows) => sum + rows, 0)

describe('store/shelf', () => {
  it('removes a run and all that is recorded of it, and nothing of another', () => {
    const raw = new Database(join(folder, 'cusp.sqlite'), { readonly: true })
    const rows = (table: string, run: number) =>
      raw.prepare(`SELECT count(*) FROM ${table} WHERE run = ?`).pluck().get(run)
    const tables = ['specs', 'metrics', 'events', 'run_measures', 'run_labels', 'evaluations']
    const run = store.runs.add(newRun('gone')).number
    store.metrics.add(run, { name: 'loss', step: 1, value: 1, seq: 1 })
    store.events.add(run, {
      seq: 1,
      at: 1,
      step: 1,
      source: 'host',
      kind: 'k',
      text: 't',
      body: '{}',
    })
    store.labels.add(run, 'tag', 't')
    const { evaluation: protocol } = newRun('x').spec
    const made = { run, step: 8, protocol, subsetHash: 'h', plansTotal: 1, startedAt: 1 }
    const subset = { subset: Uint32Array.of(1), labels: Uint8Array.of(1) }
    store.evaluations.add({ ...made, ...subset })
    expect(tables.map((table) => rows(table, run))).toEqual([1, 1, 1, 1, 1, 1])
    const other = store.runs.add(newRun('stays')).number
    store.metrics.add(other, { name: 'loss', step: 1, value: 1, seq: 1 })
    const others = raw.prepare('SELECT count(*) FROM metrics').pluck().get()
    // One row of each table, and the run's own.
    expect(purge(run)).toBe(tables.length + 1)
    expect(tables.map((table) => rows(table, run))).toEqual([0, 0, 0, 0, 0, 0])
    expect(store.runs.get('gone')).toBeUndefined()
    expect(raw.prepare('SELECT count(*) FROM metrics').pluck().get()).toBe(Number(others) - 1)
    raw.close()
  })
})
