import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { Duplex } from 'node:stream'
import { assetType, listAssets, pageHeaders, type Assets } from '#page'
import { makeAccess, type Access } from './access.ts'
import { listenOn, loopback } from './port.ts'
import type { Serve } from './rpc.ts'
import { comesFromOurPage, isOurs } from './security.ts'
import { openSession } from './session.ts'
import { defaultSilenceMs, servePages, type Pages } from './websocket.ts'

export interface LoopbackSpec {
  readonly serve: Serve
  /** The folder of the built screens; what is in it now is what is served. */
  readonly screens: string
  /** 0 takes any that is free. */
  readonly port: number
  /** Milliseconds a page has to answer a ping. */
  readonly silenceMs?: number
}

export interface Loopback {
  readonly port: number
  /** With the access token in the fragment, which no browser sends anywhere. */
  readonly address: string
  readonly token: string
  close(): Promise<void>
}

/**
 * The screens and the contract for a browser on this machine, and for nobody else.
 *
 * @throws CuspError `port.in-use`
 */
export async function openLoopback(spec: LoopbackSpec): Promise<Loopback> {
  const { serve, screens, port, silenceMs = defaultSilenceMs } = spec
  const assets = listAssets(screens)
  const pages = servePages(serve, silenceMs)
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 10_000 })
  const taken = await listenOn(server, port)
  const access = makeAccess(taken)
  const site: Site = { port: taken, access, assets, pages, headers: pageHeaders(socketsOf(taken)) }
  server.on('request', (request, response) => {
    // Whoever leaves in the middle of a request gets no answer, and must not end the host.
    answer(site, request, response).catch(() => response.destroy())
  })
  server.on('upgrade', (request, socket, head) => upgrade(site, request, socket, head))
  return {
    port: taken,
    address: `http://${loopback}:${taken}/#t=${access.token}`,
    token: access.token,
    close: () => close(server, pages),
  }
}

interface Site {
  readonly port: number
  readonly access: Access
  readonly assets: Assets
  readonly pages: Pages
  readonly headers: Readonly<Record<string, string>>
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse) {
  const end = (status: number, headers: Record<string, string> = {}, body?: Buffer) => {
    response.writeHead(status, { ...site.headers, ...headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
  // Before anything else is looked at, the path included.
  if (!isOurs(request, site.port)) return end(403)
  const path = request.url ?? ''
  if (path === '/session') return session(site, request, end)
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(405)
  const file = site.assets.get(path === '/' ? '/index.html' : path)
  if (file === undefined) return end(404)
  try {
    end(200, { 'Content-Type': assetType(file) }, await readFile(file))
  } catch {
    // Rebuilt or removed since the server started.
    end(404)
  }
}

type End = (status: number, headers?: Record<string, string>) => void

/** `GET` says whether the page has access already, `POST` gives it for the token. */
async function session(site: Site, request: IncomingMessage, end: End): Promise<void> {
  if (request.method === 'GET') return end(site.access.admits(request) ? 204 : 401)
  if (request.method !== 'POST') return end(405)
  if (!comesFromOurPage(request, site.port)) return end(403)
  const result = await openSession(request, site.access)
  end(result.status, result.status === 204 ? { 'Set-Cookie': result.cookie } : {})
}

/** Without an Origin only a program with the token in a header gets in: pages always send one. */
function upgrade(site: Site, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const refuse = (line: string) => socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\n\r\n`)
  socket.on('error', () => socket.destroy())
  if (!isOurs(request, site.port)) return void refuse('403 Forbidden')
  const isKnown = comesFromOurPage(request, site.port) || site.access.isBearer(request)
  if (!isKnown) return void refuse('403 Forbidden')
  if (!site.access.admits(request)) return void refuse('401 Unauthorized')
  if (request.url !== '/rpc') return void refuse('404 Not Found')
  if (site.pages.isFull) return void refuse('503 Service Unavailable')
  site.pages.accept(request, socket, head)
}

async function close(server: Server, pages: Pages): Promise<void> {
  pages.close()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

/** Where the page's WebSocket goes: not every browser takes 'self' for the ws: scheme. */
function socketsOf(port: number): string[] {
  return [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`]
}
