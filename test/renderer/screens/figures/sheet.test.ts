import { describe, expect, it } from 'vitest'
import { figureSpecSchema, type FigureDocument, type FigureSpec } from '#contract'
import { Sheet } from '../../../../src-renderer/screens/figures/sheet.svelte.ts'
import { FigureDrafts } from '../../../../src-renderer/state/figure-drafts.ts'
import { memoryStorage } from '../../memory-storage.ts'

const spec = figureSpecSchema.parse({ runs: ['a'], plot: { kind: 'tradeOff' } })
const saved = (change: Partial<FigureDocument> = {}): FigureDocument => ({
  ...{ id: 'f', name: 'Plane', kind: 'tradeOff', runs: [{ id: 'a', name: 'a' }] },
  ...{ createdAt: 1, updatedAt: 2, spec, ...change },
})
const open = (drafts: FigureDrafts, of: FigureDocument = saved()) =>
  new Sheet(drafts, { id: of.id }, of.spec, of)
const named = (title: string): FigureSpec => ({ ...spec, title })

describe('screens/figures/sheet', () => {
  it('shows after a reload what was changed and not saved, and says so', () => {
    const drafts = new FigureDrafts(memoryStorage())
    const before = open(drafts)
    expect([before.isEdited, before.isRestored]).toEqual([false, false])
    before.change({ title: 'T' })
    before.name = 'Other'
    const after = open(drafts)
    expect(after).toMatchObject({ name: 'Other', isEdited: true, isRestored: true })
    expect(after.spec.title).toBe('T')
    expect(after.isSavedSince).toBe(false)
    expect(open(drafts, saved({ updatedAt: 3 })).isSavedSince).toBe(true)
  })

  it('forgets the draft where all is changed back', () => {
    const drafts = new FigureDrafts(memoryStorage())
    const sheet = open(drafts)
    sheet.change({ title: 'T' })
    expect(drafts.all()).toHaveLength(1)
    sheet.change({ title: '' })
    expect(drafts.all()).toEqual([])
  })

  it('discards the changes, and has them again where that is regretted', () => {
    const drafts = new FigureDrafts(memoryStorage())
    open(drafts).change({ title: 'T' })
    const sheet = open(drafts)
    const restore = sheet.discard()
    expect(sheet).toMatchObject({ isEdited: false, isRestored: false, spec })
    expect(open(drafts).isRestored).toBe(false)
    restore()
    expect(sheet.spec.title).toBe('T')
    expect(open(drafts).spec.title).toBe('T')
  })

  it('keeps a figure that was never saved under its address until it is saved', () => {
    const drafts = new FigureDrafts(memoryStorage())
    const address = JSON.stringify(spec)
    const made = () => new Sheet(drafts, { address }, spec, null)
    expect(made().name).toBe('Adversarial against spatial accuracy')
    made().change({ plot: { kind: 'curriculum' } })
    const sheet = made()
    expect(sheet).toMatchObject({ name: 'Curricula', isRestored: true, saved: null })
    sheet.markSaved(saved({ name: 'Curricula', spec: sheet.spec, kind: 'curriculum' }), sheet.spec)
    expect(sheet.isEdited).toBe(false)
    expect(drafts.all()).toEqual([])
    expect(made().isRestored).toBe(false)
  })

  it('keeps as a change what was changed while it was saved', () => {
    const drafts = new FigureDrafts(memoryStorage())
    const sheet = open(drafts)
    sheet.change({ title: 'T' })
    const sent = sheet.spec
    sheet.change({ caption: 'C' })
    sheet.markSaved(saved({ updatedAt: 9, spec: named('T') }), sent)
    expect(sheet).toMatchObject({ isEdited: true, isRestored: false })
    expect(open(drafts, saved({ updatedAt: 9, spec: named('T') })).spec.caption).toBe('C')
  })
})
