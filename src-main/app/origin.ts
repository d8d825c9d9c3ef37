/** The scheme and the one host of every page of ours. */
export const scheme = 'app'
export const host = 'cusp'

/** Where the screens live. */
export const home = `${scheme}://${host}/`

/** The address of the development server, while `npm run dev` runs: one of this machine, or none. */
export function developmentServer(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const address = env['ELECTRON_RENDERER_URL'] ?? ''
  const url = parseAddress(address)
  const isLocal = url !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return isLocal ? address : undefined
}

/** Whether an address is one of our pages or files, by exact scheme and host. */
export function isAtHome(address: string, server?: string): boolean {
  const url = parseAddress(address)
  if (url === undefined) return false
  if (url.protocol === `${scheme}:`) return url.host === host
  return server !== undefined && isOfServer(url, new URL(server))
}

function isOfServer(url: URL, server: URL): boolean {
  const socket = server.protocol.replace('http', 'ws')
  return url.host === server.host && [server.protocol, socket].includes(url.protocol)
}

/** `URL.parse`, which an Electron older than 32 does not have. */
export function parseAddress(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
