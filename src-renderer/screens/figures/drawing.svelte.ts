import type { DrawnFigure, FigureSpec } from '#contract'
import { sentenceOf, type Host } from '../../state/index.ts'

/**
 * A spec drawn by the host as it is changed: one question under way, of those that wait only the newest
 * is asked, and the last drawing stays until the next comes.
 */
export class Drawing {
  #drawn = $state.raw<DrawnFigure | null>(null)
  #refusal = $state.raw<string | null>(null)
  #waiting: FigureSpec | null = null
  #isAsking = false
  readonly #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  get drawn(): DrawnFigure | null {
    return this.#drawn
  }

  /** Why the newest spec is not drawn; null while it may be. */
  get refusal(): string | null {
    return this.#refusal
  }

  ask(spec: FigureSpec): void {
    this.#waiting = spec
    if (!this.#isAsking) void this.#run()
  }

  async #run(): Promise<void> {
    this.#isAsking = true
    while (this.#waiting) {
      const spec = this.#waiting
      this.#waiting = null
      try {
        this.#drawn = await this.#host.figures.draw({ figure: { spec } })
        this.#refusal = null
      } catch (refusal) {
        this.#refusal = sentenceOf(refusal)
      }
    }
    this.#isAsking = false
  }
}
