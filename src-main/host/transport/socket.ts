import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { Frame } from '#contract'
import { FramePort } from './frame-port.ts'
import { encodeFrame, FrameReader } from './framing.ts'
import type { Serve } from './rpc.ts'
import { claimAddress, releaseAddress } from './socket-address.ts'

/** Longest request taken from a terminal. */
export const requestLimit = 8 * 1024 * 1024

export interface Listener {
  readonly address: string
  /** Resolves when no terminal is attached. */
  idle(): Promise<void>
  close(): Promise<void>
}

/**
 * Serves terminals of the same user over a Unix domain socket (mode 0600) or a named pipe. The
 * caller holds the lock of the data folder, so a socket that is there is a dead host's.
 */
export async function listenSocket(serve: Serve, dataDir: string): Promise<Listener> {
  const address = claimAddress(dataDir)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(portOver(socket, requestLimit), { mayNameFiles: true })
  })
  await listenPrivately(server, address)
  return {
    address,
    async idle() {
      while (sockets.size > 0)
        await Promise.all([...sockets].map((socket) => once(socket, 'close')))
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
      releaseAddress(dataDir)
    },
  }
}

/** A port over a connected socket; a peer that breaks the framing is cut off. */
export function portOver(socket: Socket, limit: number): FramePort {
  const reader = new FrameReader(limit)
  const port = new FramePort(
    (frame) => new Promise((resolve) => socket.write(encodeFrame(frame), () => resolve())),
  )
  socket.on('data', (chunk: Buffer) => {
    const frames = read(reader, chunk, socket)
    for (const frame of frames) port.deliver(frame)
  })
  // 'close' follows every error, and there is nobody left to tell.
  socket.on('error', () => socket.destroy())
  socket.on('close', () => port.end())
  return port
}

function read(reader: FrameReader, chunk: Buffer, socket: Socket): Frame[] {
  try {
    return reader.push(chunk)
  } catch (error) {
    socket.destroy(error as Error)
    return []
  }
}

/** The socket file is made within `listen`, before it returns: the mask leaves no gap for others. */
async function listenPrivately(server: Server, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    const mask = process.umask(0o177)
    server.listen(address, resolve)
    process.umask(mask)
  })
  if (process.platform !== 'win32') chmodSync(address, 0o600)
}
