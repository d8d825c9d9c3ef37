import type { Notice } from '#contract'
import type { Connection } from './connection.ts'
import { asRefusal } from './refusal.ts'

/** A notice of the host; or `reconnected`: notices may have been missed, so ask for everything. */
export type News = Notice | { readonly kind: 'reconnected' }
type Listener = (news: News) => void
type Subscribe = () => Promise<AsyncIterable<Notice>>

/** Before a host that ended the stream on an open line is asked for another. */
const pauseMs = 1000

/** Follows the host's notices across reconnections, with one subscription however many listen. */
export class Notices {
  #opened = 0
  /** Names the line that is followed; a stream of an earlier one has nothing more to say. */
  #line = 0
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
      // The old stream ends with its line. To abort it would be a message on a line that is gone.
      this.#line += 1
      if (kind === 'open') void this.#follow(this.#line)
    })
  }

  async #follow(line: number): Promise<void> {
    while (this.#line === line) {
      try {
        const notices = await this.#subscribe()
        if (this.#opened++ > 0) this.#tell({ kind: 'reconnected' })
        for await (const notice of notices) if (this.#line === line) this.#tell(notice)
      } catch (error) {
        // The line broke, which the connection repairs and reports; a refusal is a defect.
        const refusal = asRefusal(error)
        if (this.#line !== line || refusal.code === 'host.unreachable') return
        throw refusal
      }
      await new Promise((resume) => setTimeout(resume, pauseMs))
    }
  }

  #tell(news: News): void {
    for (const listener of this.#listeners) listener(news)
  }
}
