import type { RunSpec } from '#contract'
import { beginHistory, record, redo, seal, undo, type History } from './undo-stack.ts'

/** What is edited: the spec a curriculum would be run with. It carries the document's name. */
export class CurriculumDocument {
  readonly id: string
  /** The steps it was opened with: those that are kept already. */
  readonly opened: History<RunSpec>
  #history = $state.raw() as History<RunSpec>
  #saved = $state.raw() as RunSpec

  /**
   * @param draft unsaved changes of an earlier sitting, as one undoable step
   * @param history the steps of an earlier sitting
   */
  constructor(id: string, saved: RunSpec, draft?: RunSpec, history = beginHistory(saved)) {
    this.id = id
    this.#saved = saved
    this.opened = history
    this.#history = draft ? record(history, 'Unsaved changes', draft) : history
  }

  /** Every step, to be kept over a restart. */
  get history(): History<RunSpec> {
    return this.#history
  }

  get spec(): RunSpec {
    return this.#history.present
  }

  get saved(): RunSpec {
    return this.#saved
  }

  get name(): string {
    return this.spec.curriculum.name
  }

  /** Whether something is not saved. */
  get isEdited(): boolean {
    return this.spec !== this.#saved && JSON.stringify(this.spec) !== JSON.stringify(this.#saved)
  }

  /** What undo takes back, where there is something. */
  get undoLabel(): string | undefined {
    return this.#history.past.at(-1)?.label
  }

  get redoLabel(): string | undefined {
    return this.#history.future[0]?.label
  }

  /** One named step; with `merge`, joined to the last step that had the same key. */
  change(label: string, spec: RunSpec, merge?: string): void {
    this.#history = record(this.#history, label, spec, merge)
  }

  /** Ends a run of joined steps: the next one stands for itself. */
  seal(): void {
    this.#history = seal(this.#history)
  }

  undo(): void {
    this.#history = undo(this.#history)
  }

  redo(): void {
    this.#history = redo(this.#history)
  }

  rename(name: string): void {
    const { spec } = this
    if (name === '' || name === spec.curriculum.name) return
    this.change(`Rename to ${name}`, { ...spec, name, curriculum: { ...spec.curriculum, name } })
  }

  /** What the host keeps has become `saved` elsewhere; a document without edits follows it. */
  rebase(saved: RunSpec): void {
    if (JSON.stringify(saved) === JSON.stringify(this.#saved)) return
    if (!this.isEdited) this.change('Change from elsewhere', saved)
    this.#saved = saved
  }

  /** `spec` is what the host now keeps. */
  markSaved(spec: RunSpec): void {
    this.#saved = spec
    this.seal()
  }
}
