import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { measureOf, parseQuery } from '#query'
import { openStore, type WritableStore } from '#store'
import { cellOf } from '../../../src-main/host/table/rows.ts'
import { judging } from './comparison/judging.ts'

let folder: string
let store: WritableStore
const { judged, constant } = judging(() => store)
const fine = { adversarial: [0], spatial: [] }
const loss = measureOf('loss')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-group-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

function runWith(id: string, value: number) {
  const run = store.runs.get(id)
  if (!run) throw new Error(`no run ${id}`)
  const point = { name: 'loss', step: 1, value, seq: store.runs.nextSeq(run.number) }
  store.transaction(() => store.metrics.add(run.number, point))
  return run
}

describe('host/table: groups with degenerate runs', () => {
  it('are summed up over the others, or over all where there is no other', () => {
    judged('a0', fine, {}, { seed: 0 })
    judged('a1', fine, {}, { seed: 1 })
    constant('a2', {}, { seed: 2 })
    const runs = [runWith('a0', 1), runWith('a1', 3), runWith('a2', 100)]
    expect(cellOf({ store }, runs, loss)).toMatchObject({ value: 2, count: 2 })
    expect(cellOf({ store }, runs.slice(2), loss)).toMatchObject({ value: 100, count: 1 })
  })

  it('are sorted by what their cells show', () => {
    judged('a0', fine, {}, { seed: 0, epochs: 2 })
    constant('a1', {}, { seed: 1, epochs: 2 })
    judged('b0', fine, {}, { seed: 0, epochs: 3 })
    constant('c0', {}, { seed: 0, epochs: 4 })
    runWith('a0', 1)
    runWith('a1', 100)
    runWith('b0', 5)
    runWith('c0', 3)
    const query = parseQuery('').query ?? { is: 'all' }
    const groups = store.listing.groups(query, { by: loss, descending: false }, 0)
    const names = groups.map(({ newest }) => store.listing.rows([newest])[0]?.id)
    expect(names).toEqual(['a1', 'c0', 'b0'])
  })
})
