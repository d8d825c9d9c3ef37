import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '#contract'
import { Connection } from './client/connection.ts'
import { openMessagePort, type Bridge } from './client/message-port.ts'
import { Notices } from './client/notices.ts'
import type { Transport } from './client/transport.ts'
import { openWebSocket } from './client/websocket.ts'

export type { ConnectionState } from './client/connection.ts'
export type { News } from './client/notices.ts'

/** Every procedure of the contract as a function; each throws a Refusal. */
export type Client = ContractRouterClient<typeof contract>

declare global {
  interface Window {
    /** There in the desktop program only. */
    readonly cusp?: Bridge
  }
}

function open(): Promise<Transport> {
  return window.cusp === undefined ? openWebSocket() : openMessagePort(window.cusp)
}

const connection = new Connection(open)

/** The only door to the host. The first use connects. */
export const client: Client = createORPCClient(connection)

const notices = new Notices(connection, () => client.system.notices())

/** Tells the state of the connection now and at each change; returns how to stop. */
export const onConnection = connection.onState.bind(connection)

/** Tells what changed in the host, across reconnections; returns how to stop. */
export const onNotice = notices.listen.bind(notices)
