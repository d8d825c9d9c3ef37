import type { Notice } from '#contract'
import type { Connection } from './connection.ts'
import { asRefusal } from './refusal.ts'

/** A notice of the host; or `reconnected`: notices may have been missed, so ask for everything. */
export type News = Notice | { readonly kind: 'reconnected' }
type Listener = (news: News) => void
type Subscribe = (signal: AbortSignal) => Promise<AsyncIterable<Notice>>

/** Follows the host's notices across reconnections, with one subscription however many listen. */
export class Notices {
  #opened = 0
  #current: AbortController | undefined
  readonly #subscribe: Subscribe
  readonly #listeners = new Set<Listener>()
  #isFollowing = false
  readonly #connection: Connection

  constructor(connection: Connection, subscribe: Subscribe) {
    this.#connection = connection
    this.#subscribe = subscribe
  }

  /** Returns how to stop. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    if (!this.#isFollowing) this.#start()
    return () => this.#listeners.delete(listener)
  }

  #start(): void {
    this.#isFollowing = true
    this.#connection.onState(({ kind }) => {
      this.#current?.abort()
      if (kind === 'open') void this.#follow()
    })
  }

  async #follow(): Promise<void> {
    const ours = new AbortController()
    this.#current = ours
    try {
      const notices = await this.#subscribe(ours.signal)
      if (this.#opened++ > 0) this.#tell({ kind: 'reconnected' })
      for await (const notice of notices) this.#tell(notice)
    } catch (error) {
      // The line broke, which the connection repairs and reports; a refusal is a defect.
      const refusal = asRefusal(error)
      if (!ours.signal.aborted && refusal.code !== 'host.unreachable') throw refusal
    }
  }

  #tell(news: News): void {
    for (const listener of this.#listeners) listener(news)
  }
}
