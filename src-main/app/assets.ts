import { readdirSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { host, parseAddress, scheme } from './origin.ts'
import { pageHeaders } from './page-headers.ts'

/** The files that may be served, by their path in an address: what is not here does not exist. */
export type Assets = ReadonlyMap<string, string>

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Every file under a folder, as the allow-list of what may be served. */
export function listAssets(folder: string): Assets {
  return new Map(
    filesUnder(folder).map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]),
  )
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(path)
    return entry.isFile() ? [path] : []
  })
}

export type Reply =
  | { readonly status: 200; readonly file: string; readonly headers: Record<string, string> }
  | { readonly status: 403 | 404 | 405; readonly headers: Record<string, string> }

/** What a request gets. Nothing outside the allow-list has an answer, so no path can escape it. */
export function replyTo(assets: Assets, method: string, address: string): Reply {
  const headers = { ...pageHeaders }
  const url = parseAddress(address)
  if (url === undefined || url.protocol !== `${scheme}:` || url.host !== host) {
    return { status: 403, headers }
  }
  if (method !== 'GET') return { status: 405, headers }
  const path = url.pathname === '/' ? '/index.html' : url.pathname
  const file = assets.get(path)
  if (file === undefined) return { status: 404, headers }
  const type = types[extname(file)] ?? 'application/octet-stream'
  return { status: 200, file, headers: { ...headers, 'Content-Type': type } }
}
