import type { IncomingMessage } from 'node:http'

/** Every name this server answers to; anything else is a name somebody rebound to this address. */
function hosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
}

/**
 * Whether a request may be looked at at all: it names this server exactly, and comes from one of
 * our own pages or from no page. The origin is compared with our list, never with the Host header:
 * under DNS rebinding those two agree.
 */
export function isOurs({ headers }: IncomingMessage, port: number): boolean {
  if (!hosts(port).includes(headers.host ?? '')) return false
  if (headers.origin !== undefined && !isOurOrigin(headers.origin, port)) return false
  // Old browsers do not say; what says that it comes from another site is not answered.
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

/** Whether a request that changes or reads state names one of our pages as where it comes from. */
export function comesFromOurPage({ headers }: IncomingMessage, port: number): boolean {
  return headers.origin !== undefined && isOurOrigin(headers.origin, port)
}

function isOurOrigin(origin: string, port: number): boolean {
  return hosts(port).some((host) => origin === `http://${host}`)
}
