import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type WritableStore } from '#store'

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

describe('store/figures', () => {
  it('keeps names, spec and runs, last changed first, and forgets them', () => {
    const made = (id: string, updatedAt: number) => ({
      ...{ id, name: `about ${id}`, spec: '{"version":1}', createdAt: 1, updatedAt },
      runs: [{ id: 'a', name: 'first' }],
    })
    store.figures.save(made('x', 1))
    store.figures.save(made('y', 2))
    store.figures.save({ ...made('x', 3), name: 'renamed' })
    expect(store.figures.list()).toEqual([{ ...made('x', 3), name: 'renamed' }, made('y', 2)])
    expect([store.figures.get('y'), store.figures.get('z')]).toEqual([made('y', 2), undefined])
    expect([store.figures.remove('x'), store.figures.remove('x')]).toEqual([true, false])
  })
})
