import { asBoolean, Kept } from './kept.svelte.ts'

/** How a person has arranged the screens: saved, not undoable. */
export class Workspace {
  readonly #comparison = new Kept<readonly string[]>('comparison', [], asIds)
  readonly #showsMates = new Kept<boolean>('mates', true, asBoolean)
  readonly #notifies = new Kept<boolean>('notifies', true, asBoolean)
  readonly #tourStop = new Kept<number>('tour', 0, asStop)

  /** Whether the other runs of a group are drawn on the charts of each. */
  get showsMates(): boolean {
    return this.#showsMates.value
  }

  set showsMates(shows: boolean) {
    this.#showsMates.value = shows
  }

  /** Whether the desktop tells of the end of a run while the window has no focus. */
  get notifies(): boolean {
    return this.#notifies.value
  }

  set notifies(notifies: boolean) {
    this.#notifies.value = notifies
  }

  /** Where the tour is; it begins at the first start, and null ends it. */
  get tourStop(): number | null {
    return this.#tourStop.value < 0 ? null : this.#tourStop.value
  }

  set tourStop(stop: number | null) {
    this.#tourStop.value = stop ?? -1
  }

  /** The runs compared last. */
  get comparison(): readonly string[] {
    return this.#comparison.value
  }

  set comparison(runs: readonly string[]) {
    this.#comparison.value = runs
  }
}

function asIds(stored: unknown): readonly string[] | undefined {
  return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : undefined
}

function asStop(stored: unknown): number | undefined {
  return typeof stored === 'number' ? stored : undefined
}
