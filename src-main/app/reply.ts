import { assetType, pageHeaders, type Assets } from '#page'
import { host, parseAddress, scheme } from './origin.ts'

export type Reply =
  | { readonly status: 200; readonly file: string; readonly headers: Record<string, string> }
  | { readonly status: 403 | 404 | 405; readonly headers: Record<string, string> }

/** What a request gets. Nothing outside the allow-list has an answer, so no path can escape it. */
export function replyTo(assets: Assets, method: string, address: string): Reply {
  const headers = { ...pageHeaders() }
  const url = parseAddress(address)
  if (url === undefined || url.protocol !== `${scheme}:` || url.host !== host) {
    return { status: 403, headers }
  }
  if (method !== 'GET') return { status: 405, headers }
  const path = url.pathname === '/' ? '/index.html' : url.pathname
  const file = assets.get(path)
  if (file === undefined) return { status: 404, headers }
  return { status: 200, file, headers: { ...headers, 'Content-Type': assetType(file) } }
}
