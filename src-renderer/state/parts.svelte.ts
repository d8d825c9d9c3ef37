import { newLine } from './line.ts'
import { sentenceOf } from './refusal.ts'

interface OfLine {
  readonly line: string
}

type Ask<Asked extends OfLine, Part> = (
  asked: Asked,
  options: { readonly signal: AbortSignal },
) => Promise<AsyncIterable<Part>>

/** Where a long question is: what it was, and what is known of its answer so far. */
export type Progress<Question> =
  | { readonly is: 'idle' }
  | { readonly is: 'asking' | 'done' | 'cancelled'; readonly question: Question }
  | { readonly is: 'refused'; readonly question: Question; readonly sentence: string }

/** The parts of an answer that takes seconds, as they come; a new question ends the one before. */
export class Parts<Asked extends OfLine, Part> {
  #all = $state.raw<readonly Part[]>([])
  #progress = $state.raw<Progress<Asked>>({ is: 'idle' })
  #abort = new AbortController()
  readonly #ask: Ask<Asked, Part>
  readonly #line = newLine()

  constructor(ask: Ask<Asked, Part>) {
    this.#ask = ask
  }

  get all(): readonly Part[] {
    return this.#all
  }

  get progress(): Progress<Asked> {
    return this.#progress
  }

  async start(given: Omit<Asked, 'line'>): Promise<void> {
    // What was left out is put back: TypeScript does not add that up for a generic type.
    const question = { ...given, line: this.#line } as Asked
    this.#abort.abort()
    const abort = new AbortController()
    this.#abort = abort
    this.#all = []
    this.#progress = { is: 'asking', question }
    try {
      for await (const part of await this.#ask(question, { signal: abort.signal })) {
        if (abort.signal.aborted) return
        this.#all = [...this.#all, part]
      }
      if (!abort.signal.aborted) this.#progress = { is: 'done', question }
    } catch (refusal) {
      if (abort.signal.aborted) return
      this.#progress = { is: 'refused', question, sentence: sentenceOf(refusal) }
    }
  }

  /** Stops asking and keeps what came so far. */
  cancel(): void {
    this.#abort.abort()
    if (this.#progress.is !== 'asking') return
    this.#progress = { is: 'cancelled', question: this.#progress.question }
  }
}
