import { WebSocket } from 'ws'
import type { HostClient } from '#host'
import { FramePort } from '../../src-main/host/transport/frame-port.ts'
import { clientOver } from '../../src-main/host/transport/rpc.ts'

export interface Attached {
  readonly at: { readonly port: number; readonly token: string }
  readonly client: HostClient
  /** Resolves when the connection is gone, from whichever side. */
  readonly gone: Promise<void>
  close(): void
}

/** A client over the WebSocket of a host for pages, admitted as a program with the token. */
export async function attachLoopback(at: Attached['at']): Promise<Attached> {
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}/rpc`, {
    headers: { Authorization: `Bearer ${at.token}` },
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const port = new FramePort((frame) => socket.send(frame))
  socket.on('message', (data: Buffer, isBinary) =>
    port.deliver(isBinary ? data : data.toString('utf8')),
  )
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  void gone.then(() => port.end())
  return { at, client: clientOver(port), gone, close: () => socket.close() }
}
