/**
 * How many of a screen's lower parts are built. Once started they follow one another, each in a task
 * of its own, so that frames are drawn and input is heard between two. All are built in the end,
 * seen or not: find in page, print and screen readers must not miss what was never scrolled to.
 */
export class BuiltInTurn {
  readonly #parts: number
  #count = $state(0)
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(parts: number) {
    this.#parts = parts
  }

  get count(): number {
    return this.#count
  }

  /** Builds the first after the frame that is under way; a second start changes nothing. */
  start(): void {
    if (this.#timer === null) this.#timer = setTimeout(() => this.#next(), frameMs)
  }

  /** Starts at the latest after `waitMs`; what is returned stops all that is still to come. */
  startWithin(waitMs: number): () => void {
    const wait = setTimeout(() => this.start(), waitMs)
    return () => {
      clearTimeout(wait)
      if (this.#timer !== null) clearTimeout(this.#timer)
    }
  }

  /** Builds all at once. */
  finish(): void {
    this.#count = this.#parts
  }

  #next(): void {
    if (this.#count >= this.#parts) return
    this.#count++
    this.#timer = setTimeout(() => this.#next(), frameMs)
  }
}

/** Long enough for a frame to be drawn in between. */
const frameMs = 20
