import { connect, type Socket } from 'node:net'
import { clientOver } from './rpc.ts'
import type { HostClient } from './router.ts'
import { portOver } from './socket.ts'
import { findAddress } from './socket-address.ts'

/** Longest answer taken from a host: the whole feed of a long run is tens of megabytes. */
const answerLimit = 256 * 1024 * 1024

export interface Attachment {
  readonly client: HostClient
  close(): Promise<void>
}

/** A client of the live host of this data folder; undefined if none is live. */
export async function attachSocket(dataDir: string): Promise<Attachment | undefined> {
  const socket = await dial(findAddress(dataDir))
  if (socket === undefined) return undefined
  const client = clientOver(portOver(socket, answerLimit))
  return {
    client,
    async close() {
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
      socket.end()
      socket.destroySoon()
      await closed
    },
  }
}

/** A dead host leaves its socket file behind: dialling it is the only honest test of life. */
function dial(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.removeAllListeners('error')
      resolve(socket)
    })
    socket.once('error', () => resolve(undefined))
  })
}
