import type { Span } from '../timeline/scale.ts'
import type { KeyRef, RunSpec } from '#contract'
import { sameKey } from '../timeline/hit.ts'

/** How a newly touched key joins those already selected. */
export type Selecting = 'only' | 'toggle' | 'keep'

/** A curriculum drawn behind the one being edited: whose it is, and its spec. */
export interface Ghost {
  readonly name: string
  readonly spec: RunSpec
}

/** The curriculum as it is written by hand in JSON. */
export interface TypedText {
  readonly text: string
  /** The spec on screen when it was typed: the one it makes, where it makes one. */
  readonly made: RunSpec
  /** Whether it makes a spec. */
  readonly isRead: boolean
}

/** What is touched and looked at in the editor: lost when it closes. */
export class CurriculumSession {
  #selected = $state.raw<readonly KeyRef[]>([])
  #active = $state.raw<KeyRef | undefined>(undefined)
  #playhead = $state(0)
  #view = $state.raw<Span | undefined>(undefined)
  #stage = $state<number | undefined>(undefined)
  #ghost = $state.raw<Ghost | undefined>(undefined)
  #typed = $state.raw<TypedText | undefined>(undefined)

  /** The selected keys, in the order they were touched. */
  get selected(): readonly KeyRef[] {
    return this.#selected
  }

  /** The key the inspector shows and the keyboard moves. */
  get active(): KeyRef | undefined {
    return this.#active
  }

  /** The step whose settings are read out. */
  get playhead(): number {
    return this.#playhead
  }

  set playhead(step: number) {
    this.#playhead = step
  }

  /** The steps in view; undefined shows the whole run. */
  get view(): Span | undefined {
    return this.#view
  }

  set view(view: Span | undefined) {
    this.#view = view
  }

  /** The stage that was touched last, by its place. */
  get stage(): number | undefined {
    return this.#stage
  }

  set stage(index: number | undefined) {
    this.#stage = index
  }

  /** What is drawn behind, where something was chosen. */
  get ghost(): Ghost | undefined {
    return this.#ghost
  }

  set ghost(ghost: Ghost | undefined) {
    this.#ghost = ghost
  }

  /** What was typed as JSON and is not yet the same as the document: kept while other views are shown. */
  get typed(): TypedText | undefined {
    return this.#typed
  }

  set typed(typed: TypedText | undefined) {
    this.#typed = typed
  }

  isSelected(key: KeyRef): boolean {
    return this.#selected.some((other) => sameKey(other, key))
  }

  touch(key: KeyRef, how: Selecting): void {
    const others = this.#selected.filter((other) => !sameKey(other, key))
    const off = how === 'toggle' && others.length < this.#selected.length
    if (how === 'only') this.#selected = [key]
    else if (off) this.#selected = others
    else if (!this.isSelected(key)) this.#selected = [...others, key]
    this.#active = off ? others.at(-1) : key
  }

  /** Selects exactly `keys`; the last of them becomes the active one unless `active` is given. */
  select(keys: readonly KeyRef[], active: KeyRef | undefined = keys.at(-1)): void {
    this.#selected = keys
    this.#active = active
  }

  clear(): void {
    this.select([])
  }
}
