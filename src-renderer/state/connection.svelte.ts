import type { ConnectionState, News } from '../client.ts'
import type { Door } from './host.ts'

/** Whether the host can be asked, and what it says has changed. */
export class Connection {
  #state = $state.raw<ConnectionState>({ kind: 'connecting' })
  #isLost = $state(false)
  #wasOpen = $state(false)
  readonly #door: Door
  readonly #stop: () => void

  constructor(door: Door) {
    this.#door = door
    this.#stop = door.onConnection((state) => this.#enter(state))
  }

  #enter(state: ConnectionState): void {
    this.#state = state
    if (state.kind !== 'connecting') this.#isLost = state.kind === 'lost'
    if (state.kind === 'open') this.#wasOpen = true
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** From the loss until the host answers, also while it is tried again: what is shown may be old. */
  get isLost(): boolean {
    return this.#isLost
  }

  /** Whether nothing was ever shown, nor can be: the host turned this page away. */
  get isTurnedAway(): boolean {
    return this.#state.kind === 'refused' && !this.#wasOpen
  }

  /** Calls `listener` for each piece of news; returns how to stop. */
  onNews(listener: (news: News) => void): () => void {
    return this.#door.onNotice(listener)
  }

  close(): void {
    this.#stop()
  }
}
