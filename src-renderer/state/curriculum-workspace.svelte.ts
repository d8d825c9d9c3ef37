import { Kept } from './kept.svelte.ts'

const layouts = ['timeline', 'json', 'both'] as const
/** What the editor's centre shows. */
export type EditorLayout = (typeof layouts)[number]

/** How a person has arranged the curriculum editor: saved, not undoable. */
export class CurriculumWorkspace {
  readonly #snap = new Kept<boolean>('editor.snap', true, asBoolean)
  readonly #layout = new Kept<EditorLayout>('editor.layout', 'timeline', asLayout)

  /** Whether steps snap to the starts of epochs; Alt inverts it while it is held. */
  get snap(): boolean {
    return this.#snap.value
  }

  set snap(snap: boolean) {
    this.#snap.value = snap
  }

  get layout(): EditorLayout {
    return this.#layout.value
  }

  set layout(layout: EditorLayout) {
    this.#layout.value = layout
  }
}

function asBoolean(stored: unknown): boolean | undefined {
  return typeof stored === 'boolean' ? stored : undefined
}

function asLayout(stored: unknown): EditorLayout | undefined {
  return layouts.find((layout) => layout === stored)
}
