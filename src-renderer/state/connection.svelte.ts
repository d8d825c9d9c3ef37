import type { ConnectionState, News } from '../client.ts'
import type { Door } from './host.ts'

/** Whether the host can be asked, and what it says has changed. */
export class Connection {
  #state = $state.raw<ConnectionState>({ kind: 'connecting' })
  readonly #door: Door
  readonly #stop: () => void

  constructor(door: Door) {
    this.#door = door
    this.#stop = door.onConnection((state) => (this.#state = state))
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** Calls `listener` for each piece of news; returns how to stop. */
  onNews(listener: (news: News) => void): () => void {
    return this.#door.onNotice(listener)
  }

  close(): void {
    this.#stop()
  }
}
