import { app, type Event } from 'electron'
import { developmentServer, isAtHome } from './origin.ts'

/** No page ever leaves app://cusp, opens a window or embeds another page. */
export function guardNavigation(): void {
  const server = developmentServer()
  const stay = (event: Event & { url: string }) => {
    if (!isAtHome(event.url, server)) event.preventDefault()
  }
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', stay)
    contents.on('will-frame-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
