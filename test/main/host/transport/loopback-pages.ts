import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { openLoopback, type Loopback } from '../../../../src-main/host/transport/loopback.ts'
import { serveRouter } from '../../../../src-main/host/transport/rpc.ts'
import { smallRouter } from './small-router.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A loopback server over a small router, with screens of two files beside a secret one. */
export async function openPages() {
  const root = mkdtempSync(join(tmpdir(), 'cusp-test-'))
  const screens = join(root, 'screens')
  mkdirSync(join(screens, 'assets'), { recursive: true })
  writeFileSync(join(screens, 'index.html'), '<title>Cusp</title>')
  writeFileSync(join(screens, 'assets', 'main.js'), 'export {}')
  writeFileSync(join(root, 'secret.txt'), 'secret')
  symlinkSync(join(root, 'secret.txt'), join(screens, 'link.txt'))
  const { router, seen } = smallRouter()
  const server = await openLoopback({ serve: serveRouter(router), screens, port: 0 })
  return {
    server,
    seen,
    async close() {
      await server.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** A request with exactly these headers; fetch would not let us lie about Host and Origin. */
export function ask(
  { port }: Loopback,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** What a raw request line gets; node's client refuses to send the worst of them. */
export function askRaw({ port }: Loopback, head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(head))
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

/** Begins to post, and is gone once the server waits for the rest; gives what it said until then. */
export function leaveAmid({ port }: Loopback, path: string, origin: string): Promise<string> {
  const head = [
    `POST ${path} HTTP/1.1`,
    ...[`Host: 127.0.0.1:${port}`, `Origin: ${origin}`, 'Content-Type: application/json'],
    ...['Content-Length: 100', 'Expect: 100-continue', '', '{"token'],
  ]
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(head.join('\r\n')))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
      socket.destroy()
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

/** Opens a WebSocket and says how that ended: the socket, or the status of the refusal. */
export function dial(
  { port }: Loopback,
  headers: Record<string, string>,
  path = '/rpc',
): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.on('error', reject)
  })
}

/** The cookie a page of ours gets for the token. */
export async function signIn(server: Loopback): Promise<string> {
  const origin = `http://127.0.0.1:${server.port}`
  const answer = await ask(
    server,
    'POST',
    '/session',
    { origin, 'content-type': 'application/json' },
    JSON.stringify({ token: server.token }),
  )
  return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
}
