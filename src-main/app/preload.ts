import { contextBridge, ipcRenderer } from 'electron'

/** The little of the page that we touch: the main process's code is compiled without the DOM. */
declare const window: {
  readonly origin: string
  postMessage(message: unknown, origin: string, transfer?: readonly unknown[]): void
  addEventListener(
    type: 'message',
    listener: (event: { readonly source: unknown; readonly data: unknown }) => void,
  ): void
}

// A choice in the native menu; the page knows its commands by their ids.
ipcRenderer.on('command', (_event, id: unknown) => {
  if (typeof id === 'string') window.postMessage({ kind: 'command', id }, window.origin)
})

// What the page tells the shell; the main process checks sender and contents.
window.addEventListener('message', ({ source, data }) => {
  const isOwn = source === window && typeof data === 'object' && data !== null
  if (isOwn && (data as { kind?: unknown }).kind === 'shell') ipcRenderer.send('shell', data)
})

contextBridge.exposeInMainWorld('cusp', {
  /**
   * Opens a channel to the host. A port cannot cross the bridge as a return value, so it comes to
   * the page as a `message` event from its own window, in `ports[0]`.
   */
  connect(): void {
    const { port1, port2 } = new MessageChannel()
    ipcRenderer.postMessage('connect', null, [port2])
    window.postMessage({ kind: 'port' }, window.origin, [port1])
  },
})
