import { SvelteSet } from 'svelte/reactivity'

/** Runs that are chosen, in sight or not: they stay chosen while rows come and go. */
export class Selection {
  readonly #ids = new SvelteSet<string>()

  get count(): number {
    return this.#ids.size
  }

  get ids(): string[] {
    return [...this.#ids]
  }

  hasAll(ids: readonly string[]): boolean {
    return ids.every((id) => this.#ids.has(id))
  }

  set(ids: readonly string[], on: boolean): void {
    for (const id of ids) {
      if (on) this.#ids.add(id)
      else this.#ids.delete(id)
    }
  }

  clear(): void {
    this.#ids.clear()
  }
}
