import type { ClientContext, ClientLink } from '@orpc/client'

/** One open channel to the host; it never comes back once closed. */
export interface Transport {
  readonly link: ClientLink<ClientContext>
  /** Resolves when the channel has ended, whoever ended it. */
  readonly closed: Promise<void>
}

/**
 * Opens a channel. Throws a Refusal if trying again cannot help, anything else if it may.
 */
export type OpenTransport = () => Promise<Transport>
