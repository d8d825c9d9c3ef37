import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { implement } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { contract, type Notice } from '#contract'
import { FramePort } from '../../../../src-main/host/transport/frame-port.ts'
import { openLoopback } from '../../../../src-main/host/transport/loopback.ts'
import { clientOver, serveRouter } from '../../../../src-main/host/transport/rpc.ts'
import type { Caller, HostClient, HostRouter } from '../../../../src-main/host/transport/router.ts'
import { listenSocket, portOver } from '../../../../src-main/host/transport/socket.ts'

/** A notice as large as this lets a test fill the system's own buffers soon. */
const bytes = 256 * 1024
/** More than any system buffers for a connection. */
const most = (48 * 1024 * 1024) / bytes

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cusp-reader-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A stream that gives as much as it is asked for, and counts. */
function flood() {
  const os = implement(contract).$context<Caller>()
  const seen = { given: 0, ended: 0 }
  const run = 'r'.repeat(bytes)
  const notices = os.system.notices.handler(async function* ({ signal }): AsyncGenerator<Notice> {
    try {
      while (signal?.aborted !== true && seen.given < 4 * most) {
        yield { kind: 'run', run, seq: ++seen.given }
        // Others have their turn.
        await wait(0)
      }
    } finally {
      seen.ended++
    }
  })
  return { serve: serveRouter({ system: { notices } } as unknown as HostRouter), seen }
}

async function dial(port: number, token: string, options = {}): Promise<WebSocket> {
  const headers = { Authorization: `Bearer ${token}` }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers, ...options })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return socket
}

function over(socket: WebSocket): HostClient {
  const port = new FramePort((frame) => socket.send(frame))
  socket.on('message', (data: Buffer, isBinary) =>
    port.deliver(isBinary ? data : data.toString('utf8')),
  )
  socket.on('close', () => port.end())
  return clientOver(port)
}

/** Until nothing more is given, or far too much was. */
async function untilStill(seen: { readonly given: number }): Promise<number> {
  for (let still = 0, before = -1; still < 10 && seen.given <= most; before = seen.given) {
    await wait(50)
    still = seen.given === before ? still + 1 : 0
  }
  return seen.given
}

function seqOf({ value }: IteratorResult<Notice, unknown>): number {
  const notice = value as Notice | undefined
  return notice?.kind === 'run' ? notice.seq : 0
}

describe('host/transport: a page that stops reading', () => {
  it('holds up its own stream, and misses nothing of it when it reads again', async () => {
    const { serve, seen } = flood()
    const server = await openLoopback({ serve, screens: root, port: 0 })
    const socket = await dial(server.port, server.token)
    const stream = await over(socket).system.notices()
    expect(seqOf(await stream.next())).toBe(1)
    socket.pause()
    const given = await untilStill(seen)
    expect(given).toBeLessThan(most)
    // Another page is served meanwhile.
    const other = await dial(server.port, server.token)
    expect((await (await over(other).system.notices()).next()).done).toBe(false)
    socket.resume()
    let last = 1
    while (last < given) {
      const next = seqOf(await stream.next())
      expect(next).toBeGreaterThan(last)
      last = next
    }
    await server.close()
  })

  it('is dropped when it answers no ping, and its streams end', async () => {
    const { serve, seen } = flood()
    const server = await openLoopback({ serve, screens: root, port: 0, silenceMs: 100 })
    const socket = await dial(server.port, server.token)
    await (await over(socket).system.notices()).next()
    socket.pause()
    while (seen.ended === 0) await wait(20)
    expect(seen.given).toBeLessThan(most)
    socket.terminate()
    await server.close()
  })

  it('is dropped when it is dead but for its connection, and one that is only idle is not', async () => {
    const { serve } = flood()
    const server = await openLoopback({ serve, screens: root, port: 0, silenceMs: 500 })
    const idle = await dial(server.port, server.token)
    let pings = 0
    idle.on('ping', () => pings++)
    const dead = await dial(server.port, server.token, { autoPong: false })
    await new Promise((resolve) => dead.once('close', resolve))
    while (pings < 3) await wait(20)
    expect(idle.readyState).toBe(WebSocket.OPEN)
    await server.close()
  })
})

describe('host/transport: a terminal that stops reading', () => {
  it('holds up its own stream alone', async () => {
    const { serve, seen } = flood()
    const listener = await listenSocket(serve, root)
    const socket = connect(listener.address)
    await new Promise((resolve) => socket.once('connect', resolve))
    await (await clientOver(portOver(socket, 2 * bytes)).system.notices()).next()
    socket.pause()
    expect(await untilStill(seen)).toBeLessThan(most)
    socket.destroy()
    await listener.close()
  })
})
