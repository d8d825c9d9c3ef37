import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type WritableStore } from '#store'
import { newRun } from './new-run.ts'

let folder: string
let store: WritableStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-store-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('store/comparisons', () => {
  it('keeps names, runs and view, last changed first, and forgets them', () => {
    const made = (id: string, updatedAt: number) => ({
      ...{ id, name: `about ${id}`, runs: ['b', 'a'], view: '{"over":"epoch"}', updatedAt },
    })
    store.comparisons.save(made('x', 1))
    store.comparisons.save(made('y', 2))
    store.comparisons.save({ ...made('x', 3), name: 'renamed' })
    expect(store.comparisons.list()).toEqual([{ ...made('x', 3), name: 'renamed' }, made('y', 2)])
    expect([store.comparisons.has('x'), store.comparisons.has('z')]).toEqual([true, false])
    expect([store.comparisons.remove('x'), store.comparisons.remove('x')]).toEqual([true, false])
  })
})

describe('store/metrics for comparisons', () => {
  it('gives a series as columns, and the names there are', () => {
    const { number } = store.runs.add(newRun('a'))
    const add = (name: string, step: number, value: number) =>
      store.metrics.add(number, { name, step, value, seq: store.runs.nextSeq(number) })
    for (const step of [2, 1, 3]) add('loss', step, step / 10)
    add('accuracy', 1, 1)
    expect(store.metrics.columns(number, 'loss')).toEqual({
      steps: [1, 2, 3],
      values: [0.1, 0.2, 0.3],
    })
    expect(store.metrics.names(number)).toEqual(['accuracy', 'loss'])
    expect(store.metrics.names(number + 1)).toEqual([])
  })
})
