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
  store.reports.add({ id: 'r', name: 'first', text: 'a', version: 1, updatedAt: 1 })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('store/reports', () => {
  it('keeps a text only where it was made from the newest', () => {
    const save = (text: string, version: number) =>
      store.reports.save({ id: 'r', text, version, updatedAt: 2 })
    expect([save('b', 1), save('c', 1), save('d', 2)]).toEqual([true, false, true])
    expect(store.reports.get('r')).toMatchObject({ text: 'd', version: 3, updatedAt: 2 })
  })

  it('renames without a new version, and forgets a report with what it froze', () => {
    expect(store.reports.rename('r', 'second')).toBe(true)
    expect(store.reports.list()).toEqual([{ id: 'r', name: 'second', version: 1, updatedAt: 1 }])
    store.reports.freeze('r', 'k', { frozenAt: 5, content: '{}' })
    expect(store.reports.frozen('r', 'k')).toEqual({ frozenAt: 5, content: '{}' })
    expect([store.reports.remove('r'), store.reports.remove('r')]).toEqual([true, false])
    expect(store.reports.frozen('r', 'k')).toBeUndefined()
  })

  it('keeps what the text names however old, and of the rest the newest fifty', () => {
    store.reports.save({ id: 'r', text: '"frozen": "key-0"', version: 1, updatedAt: 2 })
    for (let i = 0; i < 60; i++) {
      store.reports.freeze('r', `key-${i}`, { frozenAt: i, content: '{}' })
    }
    const kept = Array.from({ length: 60 }, (_, i) => i).filter((i) =>
      store.reports.frozen('r', `key-${i}`),
    )
    expect(kept.at(0)).toBe(0)
    expect(kept).toContain(59)
    expect(kept).not.toContain(1)
    expect(kept).toHaveLength(52)
  })
})
