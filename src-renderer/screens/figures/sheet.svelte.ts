import type { FigureDocument, FigureSpec } from '#contract'
import type { FigureDraft, FigureDrafts, FigureSource } from '../../state/index.ts'
import { nameOf } from './draft.ts'

type Named = Pick<FigureDraft, 'name' | 'spec'>

/** A figure while it is made: what of it is not saved is kept as a draft at every change. */
export class Sheet {
  readonly #drafts: FigureDrafts
  #source: FigureSource
  #saved = $state.raw<FigureDocument | null>(null)
  /** What it is without the changes. */
  #start = $state.raw<Named>() as Named
  #spec = $state.raw<FigureSpec>() as FigureSpec
  #name = $state('')
  /** The draft that was found; null where none was, or once it is saved or discarded. */
  #found = $state.raw<FigureDraft | null>(null)

  /**
   * @param given as it was saved, or as `source`, its address, describes it.
   * @param saved null where it was not yet.
   */
  constructor(
    drafts: FigureDrafts,
    source: FigureSource,
    given: FigureSpec,
    saved: FigureDocument | null,
  ) {
    this.#drafts = drafts
    this.#source = source
    this.#saved = saved
    this.#start = { name: saved?.name ?? nameOf(given), spec: given }
    this.#found = drafts.read(source)
    this.#show(this.#found ?? this.#start)
  }

  get saved(): FigureDocument | null {
    return this.#saved
  }

  get spec(): FigureSpec {
    return this.#spec
  }

  get name(): string {
    return this.#name
  }

  set name(name: string) {
    this.#name = name
    this.#keep()
  }

  /** Whether it is other than it was saved, or than its address says. */
  get isEdited(): boolean {
    const { name, spec } = this.#start
    return this.#name.trim() !== name || JSON.stringify(this.#spec) !== JSON.stringify(spec)
  }

  /** Whether changes of an earlier visit are shown. */
  get isRestored(): boolean {
    return this.#found !== null && this.isEdited
  }

  /** Whether the figure was saved by others after those changes were begun. */
  get isSavedSince(): boolean {
    return this.isRestored && this.#found?.over !== (this.#saved?.updatedAt ?? null)
  }

  /** A name that was made from the plot follows it. */
  change(part: Partial<FigureSpec>): void {
    const isNameMade = this.#saved === null && this.#name === nameOf(this.#spec)
    this.#spec = { ...this.#spec, ...part }
    if (isNameMade) this.#name = nameOf(this.#spec)
    this.#keep()
  }

  /** Goes back to what was saved, or to what the address says; returns how to have the changes again. */
  discard(): () => void {
    const was = { name: this.#name, spec: this.#spec }
    const found = this.#found
    this.#found = null
    this.#show(this.#start)
    this.#keep()
    return () => {
      this.#found = found
      this.#show(was)
      this.#keep()
    }
  }

  /**
   * Goes on from what was just saved.
   * @param sent what it was made of; what was changed meanwhile stays a change.
   */
  markSaved(saved: FigureDocument, sent: FigureSpec): void {
    this.#drafts.keep(this.#source, null)
    if (this.#spec === sent) this.#spec = saved.spec
    this.#source = { id: saved.id }
    this.#saved = saved
    this.#start = { name: saved.name, spec: saved.spec }
    this.#found = null
    this.#keep()
  }

  #show({ name, spec }: Named): void {
    this.#name = name
    this.#spec = spec
  }

  #keep(): void {
    const over = this.#found ? this.#found.over : (this.#saved?.updatedAt ?? null)
    const draft = { name: this.#name, spec: this.#spec, over }
    this.#drafts.keep(this.#source, this.isEdited ? draft : null)
  }
}
