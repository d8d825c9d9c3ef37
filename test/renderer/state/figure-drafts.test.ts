// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { figureSpecSchema } from '#contract'
import { FigureDrafts } from '../../../src-renderer/state/figure-drafts.ts'
import { memoryStorage } from '../memory-storage.ts'

const spec = figureSpecSchema.parse({ runs: ['a'], plot: { kind: 'tradeOff' } })
const draft = { name: 'Plane', spec, over: 5 }

describe('state/figure-drafts', () => {
  it('has drafts again after a reload, of saved figures and of new ones', () => {
    const storage = memoryStorage()
    const before = new FigureDrafts(storage)
    before.keep({ id: 'new.x' }, draft)
    before.keep({ address: '{"a":1}' }, { ...draft, name: 'Another', over: null })
    storage.setItem('cusp.theme', '"dark"')
    const after = new FigureDrafts(storage)
    expect(after.read({ id: 'new.x' })).toEqual(draft)
    expect(after.read({ id: 'x' })).toBeNull()
    expect(after.all()).toEqual([
      { source: { address: '{"a":1}' }, draft: { ...draft, name: 'Another', over: null } },
      { source: { id: 'new.x' }, draft },
    ])
    after.keep({ id: 'new.x' }, null)
    expect(new FigureDrafts(storage).all()).toHaveLength(1)
  })

  it('passes over what it cannot read, and does without a storage that is full', () => {
    const storage = memoryStorage()
    for (const text of ['', '{', 'null', '{"name":1}', '{"name":"x","spec":{"runs":[]}}']) {
      storage.setItem('cusp.figure.draft.a', text)
      expect(new FigureDrafts(storage).read({ id: 'a' })).toBeNull()
      expect(new FigureDrafts(storage).all()).toEqual([])
    }
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    expect(() => new FigureDrafts(full).keep({ id: 'a' }, draft)).not.toThrow()
    expect(() => new FigureDrafts(undefined).keep({ id: 'a' }, draft)).not.toThrow()
  })
})
