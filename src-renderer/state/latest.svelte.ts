import { newLine } from './line.ts'
import { sentenceOf } from './refusal.ts'

interface OfLine {
  readonly line: string
}

type Ask<Asked extends OfLine, Answer> = (
  asked: Asked,
  options: { readonly signal: AbortSignal },
) => Promise<Answer>

/** Milliseconds that a newer question waits for the one under way before it cancels it. */
const patienceMs = 150

/**
 * The answer to the newest of many questions, as a slider asks them: while one is under way the next
 * waits, and of those that wait only the newest is asked. The last answer stays until the next comes.
 */
export class Latest<Asked extends OfLine, Answer> {
  #value = $state.raw<Answer | null>(null)
  #refusal = $state.raw<string | null>(null)
  #isAsking = $state(false)
  #waiting: Omit<Asked, 'line'> | undefined
  #isRunning = false
  #underWay: { readonly abort: AbortController; readonly since: number } | undefined
  #hurry: ReturnType<typeof setTimeout> | undefined
  readonly #ask: Ask<Asked, Answer>
  readonly #line = newLine()

  constructor(ask: Ask<Asked, Answer>) {
    this.#ask = ask
  }

  get value(): Answer | null {
    return this.#value
  }

  /** Why the newest question has no answer; null while it may have one. */
  get refusal(): string | null {
    return this.#refusal
  }

  get isAsking(): boolean {
    return this.#isAsking
  }

  ask(question: Omit<Asked, 'line'>): void {
    this.#waiting = question
    if (!this.#isRunning) return void this.#run()
    if (!this.#underWay) return
    const { abort, since } = this.#underWay
    clearTimeout(this.#hurry)
    const left = Math.max(0, since + patienceMs - performance.now())
    this.#hurry = setTimeout(() => abort.abort(), left)
  }

  /** Asks no more; an answer under way is not waited for. */
  cancel(): void {
    clearTimeout(this.#hurry)
    this.#waiting = undefined
    this.#underWay?.abort.abort()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting !== undefined) {
      const question = this.#waiting
      this.#waiting = undefined
      await this.#answer(question)
    }
    this.#isRunning = false
    this.#isAsking = false
  }

  async #answer(question: Omit<Asked, 'line'>): Promise<void> {
    const abort = new AbortController()
    this.#underWay = { abort, since: performance.now() }
    this.#isAsking = true
    try {
      // What was left out is put back: TypeScript does not add that up for a generic type.
      const asked = { ...question, line: this.#line } as Asked
      const answer = await this.#ask(asked, { signal: abort.signal })
      if (abort.signal.aborted) return
      this.#value = answer
      this.#refusal = null
    } catch (refusal) {
      if (!abort.signal.aborted) this.#refusal = sentenceOf(refusal)
    } finally {
      clearTimeout(this.#hurry)
      this.#underWay = undefined
    }
  }
}
