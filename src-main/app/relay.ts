import type { MessagePortMain } from 'electron'
import type { Frame } from '#contract'
import type { HostProcess } from '#executor'
import { onPage } from './from-pages.ts'

/** Carries frames between the pages' ports and the host, unread. */
export function relayFrames(host: HostProcess): void {
  const ports = new Map<number, MessagePortMain>()
  let last = 0

  onPage('connect', ({ ports: [port] }) => {
    if (port === undefined) return
    const client = ++last
    ports.set(client, port)
    host.send({ kind: 'open', client })
    port.on('message', ({ data }) => host.send({ kind: 'frame', client, data: data as Frame }))
    port.on('close', () => {
      if (ports.delete(client)) host.send({ kind: 'close', client })
    })
    port.start()
  })
  host.onFrame(({ client, data }) => ports.get(client)?.postMessage(data))
  host.onState((state) => {
    if (state.kind !== 'crashed' && state.kind !== 'broken') return
    // The new host knows none of them: a closed port tells a page to connect again.
    for (const port of ports.values()) port.close()
    ports.clear()
  })
}
