import type { Host } from '../../state/index.ts'

/** Deleted runs on their way out for ever: how far that is, and how to stop it. */
export class Removal {
  #progress = $state.raw<{ readonly done: number; readonly total: number } | null>(null)
  #stopped = new AbortController()
  readonly #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  /** In rows of the database; null while nothing is removed. */
  get progress() {
    return this.#progress
  }

  /** How many of the runs are gone; null when it was stopped before the host said so. Throws a refusal. */
  async run(runs: readonly string[]): Promise<number | null> {
    this.#stopped = new AbortController()
    const { signal } = this.#stopped
    this.#progress = { done: 0, total: 0 }
    try {
      for await (const told of await this.#host.shelf.purge({ runs: [...runs] }, { signal })) {
        if (told.kind === 'removed') return told.runs
        this.#progress = told
      }
      return null
    } catch (refusal) {
      if (signal.aborted) return null
      throw refusal
    } finally {
      this.#progress = null
    }
  }

  /** The host ends the run it is at; those whose turn has not come stay deleted. */
  stop(): void {
    this.#stopped.abort()
  }
}
