import type { HostMessage, ShellMessage } from '#contract'
import { FramePort } from './frame-port.ts'
import type { Serve } from './rpc.ts'

/** The part of a child-process channel that this needs; `process` has it when there is one. */
export interface ShellChannel {
  /** Resolves when the shell's side of the channel has it, or there is none. */
  send(message: HostMessage): Promise<void>
  onMessage(listener: (message: ShellMessage) => void): void
  onEnd(listener: () => void): void
}

/**
 * Serves every client the shell relays, each through a port of its own. `stop` runs when the shell
 * asks for it and when the shell is gone: a host without its shell would be an orphan.
 */
export function serveIpc(serve: Serve, channel: ShellChannel, stop: () => void): void {
  const ports = new Map<number, FramePort>()

  channel.onMessage((message) => {
    switch (message.kind) {
      case 'open': {
        const { client } = message
        const port = new FramePort((data) => channel.send({ kind: 'frame', client, data }))
        ports.set(client, port)
        serve(port, { mayNameFiles: true })
        return
      }
      case 'frame':
        ports.get(message.client)?.deliver(message.data)
        return
      case 'close':
        ports.get(message.client)?.end()
        ports.delete(message.client)
        return
      case 'stop':
        stop()
    }
  })
  channel.onEnd(() => {
    for (const port of ports.values()) port.end()
    ports.clear()
    stop()
  })
}
