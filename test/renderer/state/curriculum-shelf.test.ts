import { describe, expect, it } from 'vitest'
import { CurriculumShelf } from '../../../src-renderer/state/curriculum-shelf.ts'
import type { DraftStorage } from '../../../src-renderer/state/text-drafts.ts'
import { sampleSpec } from '../screens/curriculum/sample-spec.ts'

function memory(): DraftStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  }
}

const saved = () => ({ id: 'a', name: 'sample', spec: sampleSpec(), updatedAt: 0, parent: null })

describe('state/curriculum-shelf', () => {
  it('finds an open curriculum with its history again', () => {
    const shelf = new CurriculumShelf(memory())
    const editor = shelf.open(saved())
    editor.addKey('epsilon', 20)
    expect(shelf.open(saved())).toBe(editor)
    expect(editor.document.undoLabel).toBe('Add key to Radius ε')
  })

  it('brings unsaved changes back after a reload, as one step that can be undone', () => {
    const storage = memory()
    const before = new CurriculumShelf(storage).open(saved())
    before.addKey('epsilon', 20)
    new CurriculumShelf(storage).keepDraft(before.document)
    const after = new CurriculumShelf(storage).open(saved())
    expect(after.keysOf('epsilon')).toHaveLength(4)
    expect(after.document.isEdited).toBe(true)
    after.undo()
    expect(after.keysOf('epsilon')).toHaveLength(3)
    expect(after.document.isEdited).toBe(false)
  })

  it('forgets the draft of what is saved', () => {
    const storage = memory()
    const shelf = new CurriculumShelf(storage)
    const { document: doc, ...editor } = shelf.open(saved())
    expect(editor).toBeDefined()
    doc.rename('other')
    shelf.keepDraft(doc)
    expect(storage.kept.size).toBe(1)
    doc.markSaved(doc.spec)
    shelf.keepDraft(doc)
    expect(storage.kept.size).toBe(0)
  })

  it('brings a text that cannot be read back after a reload, and knows what it was typed over', () => {
    const storage = memory()
    const shelf = new CurriculumShelf(storage)
    const before = shelf.open(saved())
    before.session.typed = { text: '{"half', made: before.document.spec, isRead: false }
    shelf.keepText(before)
    const after = new CurriculumShelf(storage).open(saved())
    expect(after.session.typed).toMatchObject({ text: '{"half', isRead: false })
    expect(after.session.typed?.made).toBe(after.document.spec)
    const changed = { ...saved(), spec: { ...sampleSpec(), epochs: 12 } }
    const { session, document: doc } = new CurriculumShelf(storage).open(changed)
    expect(session.typed?.text).toBe('{"half')
    expect(session.typed?.made).not.toBe(doc.spec)
  })

  it('forgets a text once it is read, is discarded, or its curriculum is deleted', () => {
    const storage = memory()
    const shelf = new CurriculumShelf(storage)
    const editor = shelf.open(saved())
    const unread = { text: '{', made: editor.document.spec, isRead: false }
    const keep = (typed: typeof unread | undefined) => {
      editor.session.typed = typed
      shelf.keepText(editor)
      return storage.kept.size
    }
    expect([keep(unread), keep({ ...unread, isRead: true })]).toEqual([1, 0])
    expect([keep(unread), keep(undefined), keep(unread)]).toEqual([1, 0, 1])
    shelf.forget('a')
    expect(storage.kept.size).toBe(0)
  })

  it('passes over a draft that is no spec', () => {
    const storage = memory()
    storage.setItem('cusp.curriculum.draft.a', '{"version": 7}')
    expect(new CurriculumShelf(storage).open(saved()).document.isEdited).toBe(false)
    storage.setItem('cusp.curriculum.draft.a', 'no JSON')
    storage.setItem('cusp.curriculum.text.a', 'no JSON')
    expect(new CurriculumShelf(storage).open(saved()).session.typed).toBeUndefined()
    storage.setItem('cusp.curriculum.text.a', '{"text": 1, "made": null}')
    expect(new CurriculumShelf(storage).open(saved()).session.typed).toBeUndefined()
    expect(new CurriculumShelf(storage).open(saved()).document.isEdited).toBe(false)
  })

  it('works without a storage', () => {
    const shelf = new CurriculumShelf(undefined)
    const editor = shelf.open(saved())
    editor.addKey('epsilon', 20)
    expect(() => shelf.keepDraft(editor.document)).not.toThrow()
  })

  it('follows a change from elsewhere unless something is unsaved', () => {
    const shelf = new CurriculumShelf(memory())
    const editor = shelf.open(saved())
    shelf.open({ ...saved(), spec: { ...sampleSpec(), epochs: 12 } })
    expect(editor.spec.epochs).toBe(12)
    expect(editor.document.isEdited).toBe(false)
    editor.addKey('epsilon', 20)
    shelf.open({ ...saved(), spec: { ...sampleSpec(), epochs: 14 } })
    expect(editor.spec.epochs).toBe(12)
  })
})
