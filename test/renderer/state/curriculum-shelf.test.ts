import { describe, expect, it } from 'vitest'
import { CurriculumShelf, type DraftStorage } from '../../../src-renderer/state/curriculum-shelf.ts'
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

  it('passes over a draft that is no spec', () => {
    const storage = memory()
    storage.setItem('cusp.curriculum.draft.a', '{"version": 7}')
    expect(new CurriculumShelf(storage).open(saved()).document.isEdited).toBe(false)
    storage.setItem('cusp.curriculum.draft.a', 'no JSON')
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
