/** A document whose steps can be taken back. */
export interface Undoable {
  /** What undo would take back, where there is something. */
  readonly undoLabel: string | undefined
  readonly redoLabel: string | undefined
  undo(): void
  redo(): void
}

/** What undo and redo are about: the document of the screen that is shown, where it has one. */
export class Undoing {
  #subject = $state.raw<Undoable | undefined>(undefined)

  get subject(): Undoable | undefined {
    return this.#subject
  }

  /** Makes undo be about `subject`; returns how to take that back. */
  about(subject: Undoable): () => void {
    this.#subject = subject
    return () => {
      if (this.#subject === subject) this.#subject = undefined
    }
  }
}
