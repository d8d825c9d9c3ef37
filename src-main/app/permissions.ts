import { session } from 'electron'
import { developmentServer, isAtHome } from './origin.ts'

/** Electron's defaults approve every permission; nothing here needs one. */
export function denyPermissions(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
}

/** Cancels whatever would leave the machine, should a page or Chromium itself ever ask for it. */
export function stayOffline(): void {
  const local = ['blob:', 'data:', 'devtools:', 'chrome-extension:']
  const server = developmentServer()
  session.defaultSession.webRequest.onBeforeRequest((request, answer) => {
    const { protocol } = new URL(request.url)
    const allowed = local.includes(protocol) || isAtHome(request.url, server)
    answer({ cancel: !allowed })
  })
}
