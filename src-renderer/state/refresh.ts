/**
 * Runs `work` now, at most once at a time and not more often than every `pauseMs`; calls that come
 * meanwhile are answered by one more round.
 */
export class Refresh {
  #running = false
  #again = false
  #closed = false
  readonly #work: () => Promise<void>
  readonly #pauseMs: number

  constructor(work: () => Promise<void>, pauseMs: number) {
    this.#work = work
    this.#pauseMs = pauseMs
  }

  /** Never throws: `work` itself says what went wrong. */
  request(): void {
    this.#again = true
    if (!this.#running && !this.#closed) void this.#round()
  }

  close(): void {
    this.#closed = true
  }

  async #round(): Promise<void> {
    this.#running = true
    while (this.#again && !this.#closed) {
      this.#again = false
      await this.#work()
      if (this.#pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, this.#pauseMs))
    }
    this.#running = false
  }
}
