import { RPCLink } from '@orpc/client/message-port'
import type { Transport } from './transport.ts'

/** The one object the preload script exposes. */
export interface Bridge {
  /** Asks for a port; it arrives as a `message` event of the window, in `ports[0]`. */
  connect(): void
}

/** The desktop's channel: a port that the shell relays to the host. */
export async function openMessagePort(bridge: Bridge, page: Window = window): Promise<Transport> {
  const port = await askForPort(bridge, page)
  // Ours first: by the time a pending call is aborted, the connection knows why.
  const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve()))
  const link = new RPCLink({ port })
  port.start()
  return { link, closed }
}

function askForPort(bridge: Bridge, page: Window): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      const [port] = event.ports
      // The page's own script only: a port from any other window is not the host.
      if (event.source !== page || port === undefined) return
      page.removeEventListener('message', receive)
      resolve(port)
    }
    page.addEventListener('message', receive)
    bridge.connect()
  })
}
