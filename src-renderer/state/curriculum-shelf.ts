import type { CurriculumDocument as Saved, RunSpec } from '#contract'
import { inStepOrder } from '../timeline/edits.ts'
import { CurriculumDocument } from './curriculum-document.svelte.ts'
import { CurriculumEditor } from './curriculum-editor.svelte.ts'
import { CurriculumWorkspace } from './curriculum-workspace.svelte.ts'
import { readSpec } from './read-spec.ts'

/** Where unsaved changes outlive a reload. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Open curricula: leaving the screen and coming back finds the edits and their history again. */
export class CurriculumShelf {
  readonly #editors = new Map<string, CurriculumEditor>()
  readonly #workspace = new CurriculumWorkspace()
  readonly #storage: DraftStorage | undefined

  constructor(storage: DraftStorage | undefined) {
    this.#storage = storage
  }

  /** The editor of a saved curriculum, as it was left if it was open before. */
  open(saved: Saved): CurriculumEditor {
    const spec = named(saved)
    const known = this.#editors.get(saved.id)
    if (known) {
      known.document.rebase(spec)
      return known
    }
    const draft = this.#readDraft(saved.id)
    const changed = draft && JSON.stringify(draft) !== JSON.stringify(spec) ? draft : undefined
    const document = new CurriculumDocument(saved.id, spec, changed)
    const editor = new CurriculumEditor(document, this.#workspace)
    this.#editors.set(saved.id, editor)
    return editor
  }

  /** Keeps what is not saved, or forgets it once it is. */
  keepDraft(document: CurriculumDocument): void {
    const key = keyOf(document.id)
    try {
      if (document.isEdited) this.#storage?.setItem(key, JSON.stringify(document.spec))
      else this.#storage?.removeItem(key)
    } catch {
      // A full storage costs the draft after a crash, not the work at hand.
    }
  }

  forget(id: string): void {
    this.#editors.delete(id)
    this.#storage?.removeItem(keyOf(id))
  }

  #readDraft(id: string): RunSpec | undefined {
    try {
      const text = this.#storage?.getItem(keyOf(id))
      const read = text ? readSpec(JSON.parse(text)) : undefined
      return read?.spec && inStepOrder(read.spec)
    } catch {
      return undefined
    }
  }
}

const keyOf = (id: string): string => `cusp.curriculum.draft.${id}`

/** A saved document's spec; the document's name is the curriculum's. */
function named({ name, spec }: Saved): RunSpec {
  return inStepOrder({ ...spec, curriculum: { ...spec.curriculum, name } })
}
