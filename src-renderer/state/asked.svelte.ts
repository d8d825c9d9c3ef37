import type { Loaded } from './loaded.ts'
import { Refresh } from './refresh.ts'
import { sentenceOf } from './refusal.ts'

/** An answer of the host that is kept up to date; a later refusal does not discard it. */
export class Asked<Value> {
  #loaded = $state.raw<Loaded<Value>>({ is: 'loading' })
  readonly #refresh: Refresh

  /** @param pauseMs least time between two questions */
  constructor(ask: () => Promise<Value>, pauseMs = 200) {
    this.#refresh = new Refresh(async () => {
      try {
        this.#loaded = { is: 'ready', value: await ask() }
      } catch (refusal) {
        if (this.#loaded.is === 'ready') return
        this.#loaded = { is: 'refused', sentence: sentenceOf(refusal) }
      }
    }, pauseMs)
  }

  get loaded(): Loaded<Value> {
    return this.#loaded
  }

  /** The answer, where there is one. */
  get value(): Value | null {
    return this.#loaded.is === 'ready' ? this.#loaded.value : null
  }

  /** Asks again; the present answer stays until the next arrives. */
  refresh(): void {
    this.#refresh.request()
  }

  close(): void {
    this.#refresh.close()
  }
}
