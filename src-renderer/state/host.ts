import type { Client, ConnectionState, News } from '../client.ts'

/** The host as the screens see it: every procedure of the contract as a typed call. */
export type Host = Client

/** What the app needs of `client.ts`; a test brings its own. */
export interface Door {
  readonly client: Host
  /** Tells the state now and at each change; returns how to stop. */
  readonly onConnection: (listener: (state: ConnectionState) => void) => () => void
  /** Tells what changed in the host; returns how to stop. */
  readonly onNotice: (listener: (news: News) => void) => () => void
}
