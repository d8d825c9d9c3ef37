import { describe, expect, it } from 'vitest'
import type { Frame, HostMessage, ShellMessage } from '#contract'
import { FramePort } from '../../../../src-main/host/transport/frame-port.ts'
import { serveIpc } from '../../../../src-main/host/transport/ipc.ts'
import { clientOver, serveRouter } from '../../../../src-main/host/transport/rpc.ts'
import { smallRouter, status } from './small-router.ts'

/** A shell on the other end of the channel, with a client for each number it opens. */
function shell() {
  const { router, seen } = smallRouter()
  const ports = new Map<number, FramePort>()
  let tell: (message: ShellMessage) => void = () => undefined
  let leave: () => void = () => undefined
  let stops = 0
  serveIpc(
    serveRouter(router),
    {
      send: async (message: HostMessage) => {
        if (message.kind === 'frame') ports.get(message.client)?.deliver(message.data)
      },
      onMessage: (listener) => (tell = listener),
      onEnd: (listener) => (leave = listener),
    },
    () => (stops += 1),
  )
  const open = (client: number) => {
    tell({ kind: 'open', client })
    const port = new FramePort((data: Frame) => tell({ kind: 'frame', client, data }))
    ports.set(client, port)
    return clientOver(port)
  }
  return {
    open,
    seen,
    tell: (message: ShellMessage) => tell(message),
    leave: () => leave(),
    stops: () => stops,
  }
}

describe('host/transport/ipc', () => {
  it('answers each client on its own port', async () => {
    const { open, seen } = shell()
    const [first, second] = [open(1), open(2)]
    const answers = await Promise.all([first.system.status(), second.system.status()])
    expect(answers).toEqual([status, status])
    expect(seen.callers).toEqual([{ mayNameFiles: true }, { mayNameFiles: true }])
  })

  it('ends the streams of a client that closes', async () => {
    const { open, tell, seen } = shell()
    const notices = await open(1).system.notices()
    await notices.next()
    tell({ kind: 'close', client: 1 })
    await expect.poll(() => seen.streamsEnded).toBe(1)
  })

  it('ignores frames of a client it does not know', () => {
    expect(() => shell().tell({ kind: 'frame', client: 9, data: '{}' })).not.toThrow()
  })

  it('stops when it is told to, and when the shell is gone', async () => {
    const { open, tell, leave, stops, seen } = shell()
    tell({ kind: 'stop' })
    expect(stops()).toBe(1)
    const notices = await open(1).system.notices()
    await notices.next()
    leave()
    expect(stops()).toBe(2)
    await expect.poll(() => seen.streamsEnded).toBe(1)
  })
})
