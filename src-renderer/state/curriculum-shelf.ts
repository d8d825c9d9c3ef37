import { runSpecSchema, type CurriculumDocument as Saved, type RunSpec } from '#contract'
import { inStepOrder } from '../timeline/edits.ts'
import { CurriculumDocument } from './curriculum-document.svelte.ts'
import { CurriculumEditor } from './curriculum-editor.svelte.ts'
import { CurriculumWorkspace } from './curriculum-workspace.svelte.ts'
import { lasting, type Lasting } from './lasting.svelte.ts'
import { readSpec } from './read-spec.ts'
import { TextDrafts, type DraftStorage } from './text-drafts.ts'
import { readHistory } from './undo-record.ts'

/** Open curricula: leaving the screen and coming back finds the edits and their history again. */
export class CurriculumShelf {
  readonly #editors = new Map<string, Lasting<CurriculumEditor>>()
  readonly #workspace = new CurriculumWorkspace()
  readonly #storage: DraftStorage | undefined
  readonly #texts: TextDrafts

  constructor(storage: DraftStorage | undefined) {
    this.#storage = storage
    this.#texts = new TextDrafts(storage)
  }

  /**
   * The editor of a saved curriculum, as it was left if it was open before.
   * @param sitting the steps an earlier sitting left with the host.
   */
  open(saved: Saved, sitting: string | null = null): CurriculumEditor {
    const spec = named(saved)
    const open = this.#editors.get(saved.id)?.made
    if (open) {
      open.document.rebase(spec)
      return open
    }
    const history = sitting === null ? undefined : readHistory(sitting, asSpec)
    const draft = this.#readDraft(saved.id)
    // The draft is written at once and the steps a moment later: it may be one step ahead of them.
    const known = JSON.stringify(history?.present ?? spec)
    const changed = draft && JSON.stringify(draft) !== known ? draft : undefined
    const document = new CurriculumDocument(saved.id, spec, changed, history)
    // It outlives the screen that opens it.
    const editor = lasting(() => new CurriculumEditor(document, this.#workspace))
    editor.made.session.typed = this.#texts.read(saved.id, document.spec)
    this.#editors.set(saved.id, editor)
    return editor.made
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

  /** Keeps what is typed as JSON and makes no spec yet, or forgets it once it does. */
  keepText({ document, session }: CurriculumEditor): void {
    this.#texts.keep(document.id, session.typed)
  }

  forget(id: string): void {
    this.#editors.get(id)?.close()
    this.#editors.delete(id)
    this.#storage?.removeItem(keyOf(id))
    this.#texts.keep(id, undefined)
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

function asSpec(written: unknown): RunSpec | undefined {
  const parsed = runSpecSchema.safeParse(written)
  return parsed.success ? inStepOrder(parsed.data) : undefined
}

const keyOf = (id: string): string => `cusp.curriculum.draft.${id}`

/** A saved document's spec; the document's name is the curriculum's. */
function named({ name, spec }: Saved): RunSpec {
  return inStepOrder({ ...spec, curriculum: { ...spec.curriculum, name } })
}
