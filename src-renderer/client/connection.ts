import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import { retryDelay } from './back-off.ts'
import { asRefusal, Refusal } from './refusal.ts'
import type { OpenTransport, Transport } from './transport.ts'

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** The host is gone; another attempt follows by itself. */
  | { readonly kind: 'lost'; readonly retryMs: number }
  /** Trying again cannot help. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }

type Listener = (state: ConnectionState) => void

/**
 * A link to the host that outlives its transports: when one ends it opens the next, with growing
 * pauses. Calls made while it connects wait; calls made in a pause are refused at once, so that a
 * screen can say so. Nothing is sent twice: a call that was under way when the line broke fails.
 */
export class Connection implements ClientLink<ClientContext> {
  #state: ConnectionState = { kind: 'connecting' }
  #transport: Promise<Transport> | undefined
  #failures = 0
  readonly #open: OpenTransport
  readonly #listeners = new Set<Listener>()

  constructor(open: OpenTransport) {
    this.#open = open
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** Tells `listener` the state now and whenever it changes. Returns how to stop. */
  onState(listener: Listener): () => void {
    this.#start()
    this.#listeners.add(listener)
    listener(this.#state)
    return () => this.#listeners.delete(listener)
  }

  /** @throws Refusal, or the reason of `options.signal` */
  async call(
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<unknown> {
    this.#start()
    if (this.#state.kind === 'refused') throw this.#state.refusal
    if (this.#transport === undefined) throw asRefusal(undefined)
    try {
      const { link } = await this.#transport
      return await link.call(path, input, options)
    } catch (error) {
      if (options.signal?.aborted === true) throw error
      throw asRefusal(error)
    }
  }

  #start(): void {
    if (this.#transport === undefined && this.#state.kind === 'connecting') void this.#connect()
  }

  async #connect(): Promise<void> {
    this.#enter({ kind: 'connecting' })
    try {
      this.#transport = this.#open()
      const { closed } = await this.#transport
      this.#failures = 0
      this.#enter({ kind: 'open' })
      await closed
    } catch (error) {
      if (error instanceof Refusal) {
        this.#enter({ kind: 'refused', refusal: error })
        return
      }
    }
    this.#retry()
  }

  #retry(): void {
    this.#transport = undefined
    this.#failures += 1
    const retryMs = retryDelay(this.#failures)
    setTimeout(() => void this.#connect(), retryMs)
    this.#enter({ kind: 'lost', retryMs })
  }

  #enter(state: ConnectionState): void {
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}
