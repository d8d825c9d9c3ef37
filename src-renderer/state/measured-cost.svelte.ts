import type { CostReport, RunSpec } from '#contract'
import type { Host } from './host.ts'
import { sentenceOf } from './refusal.ts'

/** What the host has measured of a spec's parts, and the wish to have it measured. */
export class MeasuredCost {
  #report = $state.raw<CostReport | null>(null)
  #isMeasuring = $state(false)
  #refusal = $state<string | null>(null)
  /** Counts questions: the answer to an older one is dropped. */
  #asked = 0
  readonly #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  get report(): CostReport | null {
    return this.#report
  }

  get isMeasuring(): boolean {
    return this.#isMeasuring
  }

  /** Why the last measurement was refused; null when it was not. */
  get refusal(): string | null {
    return this.#refusal
  }

  /** Asks for what is known of this spec. */
  async look(spec: RunSpec): Promise<void> {
    const question = ++this.#asked
    this.#refusal = null
    const known = await this.#host.costs.known({ spec }).catch(() => null)
    if (question === this.#asked) this.#report = known ?? null
  }

  /** Has this spec measured, which takes a while. */
  async measure(spec: RunSpec): Promise<void> {
    if (this.#isMeasuring) return
    const question = ++this.#asked
    this.#isMeasuring = true
    this.#refusal = null
    try {
      const report = await this.#host.costs.measure({ spec })
      if (question === this.#asked) this.#report = report
    } catch (refusal) {
      if (question === this.#asked) this.#refusal = sentenceOf(refusal)
    } finally {
      this.#isMeasuring = false
    }
  }
}
