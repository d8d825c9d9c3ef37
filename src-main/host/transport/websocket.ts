import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { FramePort } from './frame-port.ts'
import type { Serve } from './rpc.ts'

/** Longest request taken from a page, in bytes. */
export const pageRequestLimit = 8 * 1024 * 1024

/**
 * Pages at once. Four tabs are already many; twice that, because a reloaded tab may come back
 * before its old connection is seen to be closed.
 */
export const pageLimit = 8

/** A page that does not answer a ping within this many milliseconds is gone. */
export const defaultSilenceMs = 30_000

export interface Pages {
  /** Takes over an upgrade that has been admitted. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void
  readonly isFull: boolean
  close(): void
}

export function servePages(serve: Serve, silenceMs: number): Pages {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: pageRequestLimit,
    perMessageDeflate: false,
  })
  return {
    get isFull() {
      return server.clients.size >= pageLimit
    },
    accept(request, socket, head) {
      server.handleUpgrade(request, socket, head, (page) => {
        dropWhenSilent(page, silenceMs)
        serve(portOver(page), { mayNameFiles: false })
      })
    },
    close() {
      for (const page of server.clients) page.terminate()
      server.close()
    },
  }
}

function portOver(page: WebSocket): FramePort {
  // An error means that it is gone, which 'close' tells.
  const port = new FramePort((frame) => new Promise((resolve) => page.send(frame, () => resolve())))
  page.on('message', (data, isBinary) => {
    const bytes = joined(data)
    port.deliver(isBinary ? bytes : bytes.toString('utf8'))
  })
  // ws closes after an error (an oversized message, broken framing), and 'close' tells the port.
  page.on('error', () => page.terminate())
  page.on('close', () => port.end())
  return port
}

function joined(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}

function dropWhenSilent(page: WebSocket, silenceMs: number): void {
  let isAlive = true
  page.on('pong', () => (isAlive = true))
  const timer = setInterval(() => {
    // Where it was this process that stood still, the answer lies there and is read first.
    setImmediate(() => {
      if (!isAlive) return page.terminate()
      isAlive = false
      page.ping()
    })
  }, silenceMs)
  timer.unref()
  page.on('close', () => clearInterval(timer))
}
