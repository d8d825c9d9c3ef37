import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { openLoopback } from '../../../../src-main/host/transport/loopback.ts'
import { pageLimit, pageRequestLimit } from '../../../../src-main/host/transport/websocket.ts'
import { FramePort } from '../../../../src-main/host/transport/frame-port.ts'
import { clientOver } from '../../../../src-main/host/transport/rpc.ts'
import { ask, askRaw, dial, leaveAmid, openPages, signIn } from './loopback-pages.ts'
import { status } from './small-router.ts'

type Headers = Record<string, string>
type Pages = Awaited<ReturnType<typeof openPages>>
let pages: Pages
beforeAll(async () => {
  pages = await openPages()
})
afterAll(async () => {
  await pages.close()
})
const ours = () => `http://127.0.0.1:${pages.server.port}`

function overSocket(socket: WebSocket) {
  const port = new FramePort((frame) => socket.send(frame))
  socket.on('message', (data: Buffer, isBinary) =>
    port.deliver(isBinary ? data : data.toString('utf8')),
  )
  socket.on('close', () => port.end())
  return clientOver(port)
}

async function open(headers: Record<string, string>): Promise<WebSocket> {
  const socket = await dial(pages.server, headers)
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}

describe('host/transport/loopback: its own page', () => {
  it('prints an address whose token is 256 bits, in the fragment', () => {
    const url = new URL(pages.server.address)
    expect(url.host).toBe(`127.0.0.1:${pages.server.port}`)
    expect(Buffer.from(url.hash.slice('#t='.length), 'base64url')).toHaveLength(32)
    expect(url.search).toBe('')
  })

  it('serves the built files with the headers that keep others out', async () => {
    const page = await ask(pages.server, 'GET', '/')
    expect(page).toMatchObject({ status: 200, body: '<title>Cusp</title>' })
    const script = await ask(pages.server, 'GET', '/assets/main.js')
    expect(script.headers['content-type']).toContain('javascript')
    for (const { headers } of [page, script]) {
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  it('gives a cookie that scripts and other sites cannot use, for the token', async () => {
    const answer = await ask(
      pages.server,
      'POST',
      '/session',
      { origin: ours(), 'content-type': 'application/json' },
      JSON.stringify({ token: pages.server.token }),
    )
    expect(answer.status).toBe(204)
    const cookie = answer.headers['set-cookie']?.[0] ?? ''
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect(cookie).not.toContain(pages.server.token)
    const asked = await ask(pages.server, 'GET', '/session', { cookie: cookie.split(';')[0] ?? '' })
    expect(asked.status).toBe(204)
  })

  it('answers calls over the WebSocket', async () => {
    const socket = await open({ origin: ours(), cookie: await signIn(pages.server) })
    const client = overSocket(socket)
    await expect(client.system.status()).resolves.toEqual(status)
    await expect(client.curricula.get({ id: 'x' })).rejects.toMatchObject({
      code: 'curriculum.unknown',
    })
    socket.terminate()
  })

  it('admits a program that has the token, without an origin', async () => {
    const socket = await open({ authorization: `Bearer ${pages.server.token}` })
    await expect(overSocket(socket).system.status()).resolves.toEqual(status)
    socket.terminate()
  })

  it('tells the host that whoever comes this way may not name its files', () => {
    const allowed = pages.seen.callers.map(({ mayNameFiles }) => mayNameFiles)
    expect([allowed.length > 1, allowed.includes(true)]).toEqual([true, false])
  })

  it('names the port that is taken, and one that is free', async () => {
    const squatter = createServer()
    const port = await new Promise<number>((resolve) =>
      squatter.listen(0, '127.0.0.1', () => resolve((squatter.address() as { port: number }).port)),
    )
    const spec = { serve: () => undefined, screens: import.meta.dirname, port }
    const failure = await openLoopback(spec).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'port.in-use', exit: 2, place: `127.0.0.1:${port}` })
    const free = Number(/port (\d+) is free/.exec((failure as Error).message)?.[1])
    expect(free).not.toBe(port)
    const server = await openLoopback({ ...spec, port: free })
    expect(server.port).toBe(free)
    await server.close()
    squatter.close()
  })
})

describe('host/transport/loopback: a hostile page', () => {
  const strangers = [
    'http://evil.example',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'http://127.0.0.1:PORT.evil.example',
    'http://127.0.0.1:PORT/',
    'http://evil.example:PORT',
    'null',
    '',
  ]
  const names = ['evil.example:PORT', '127.0.0.1', '127.0.0.1:1', 'localhost', '0.0.0.0:PORT']
  const fill = (text: string) => text.replace('PORT', String(pages.server.port))
  const requests = [
    ['GET', '/'],
    ['GET', '/assets/main.js'],
    ['GET', '/session'],
    ['POST', '/session'],
    ['GET', '/rpc'],
    ['OPTIONS', '/session'],
  ] as const

  it.each(names)('that rebound a name to us gets nothing: Host "%s"', async (name) => {
    const host = fill(name)
    const cookie = await signIn(pages.server)
    for (const [method, path] of requests) {
      // Even with an origin that agrees with the host, and with a stolen cookie.
      for (const headers of [{ host }, { host, origin: `http://${host}`, cookie }] as Headers[]) {
        expect((await ask(pages.server, method, path, headers)).status).toBe(403)
      }
    }
    expect(await dial(pages.server, { host, origin: `http://${host}`, cookie })).toBe(403)
    expect(await dial(pages.server, { host, origin: ours(), cookie })).toBe(403)
    expect(pages.seen.effects).toBe(0)
  })

  it('gets nothing without a name for us', async () => {
    const end = 'Connection: close\r\n\r\n'
    expect(await askRaw(pages.server, `GET / HTTP/1.1\r\nHost:\r\n${end}`)).toMatch(
      /^HTTP\/1.1 403/,
    )
    expect(await askRaw(pages.server, `GET / HTTP/1.1\r\n${end}`)).toMatch(/^HTTP\/1.1 40[03]/)
    expect(await askRaw(pages.server, `GET / HTTP/1.0\r\n${end}`)).toMatch(/^HTTP\/1.1 403/)
  })

  it.each(strangers)('of another origin gets nothing: "%s"', async (stranger) => {
    const origin = fill(stranger)
    const cookie = await signIn(pages.server)
    for (const [method, path] of requests) {
      expect((await ask(pages.server, method, path, { origin, cookie })).status).toBe(403)
    }
    expect(await dial(pages.server, { origin, cookie })).toBe(403)
    expect(pages.seen.effects).toBe(0)
  })

  it.each(['cross-site', 'same-site'])('cannot probe for our images (%s)', async (site) => {
    const answer = await ask(pages.server, 'GET', '/assets/main.js', { 'sec-fetch-site': site })
    expect(answer.status).toBe(403)
  })

  it('gets no WebSocket without an origin, a token, or the right one', async () => {
    const cookie = await signIn(pages.server)
    expect(await dial(pages.server, { cookie })).toBe(403)
    expect(await dial(pages.server, { origin: ours() })).toBe(401)
    const name = cookie.split('=')[0] ?? ''
    for (const value of ['', 'x', pages.server.token, `${cookie.slice(name.length + 1)}x`]) {
      expect(await dial(pages.server, { origin: ours(), cookie: `${name}=${value}` })).toBe(401)
    }
    expect(await dial(pages.server, { authorization: 'Bearer x' })).toBe(403)
    expect(await dial(pages.server, { origin: ours(), cookie }, '/other')).toBe(404)
  })

  it('gets no cookie by a form, a guess, or a long body', async () => {
    const body = JSON.stringify({ token: pages.server.token })
    const json = { 'content-type': 'application/json' }
    const post = (headers: Record<string, string>, text: string) =>
      ask(pages.server, 'POST', '/session', headers, text)
    const answers = [
      [await post(json, body), 403],
      [await post({ origin: ours(), 'content-type': 'text/plain' }, body), 415],
      [await post({ origin: ours(), ...json }, '{"token":"guess"}'), 401],
      [await post({ origin: ours(), ...json }, '{"token":7}'), 401],
      [await post({ origin: ours(), ...json }, 'not json'), 401],
      [await post({ origin: ours(), ...json }, ' '.repeat(2000) + body), 413],
    ] as const
    for (const [answer, expected] of answers) {
      expect(answer.status).toBe(expected)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  it('finds no way out of the built files', async () => {
    const paths = [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '/..\\secret.txt',
      '//secret.txt',
      '/assets/../../secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/index.html%00.txt',
      '/link.txt',
      '/assets',
      '/assets/',
      '/%',
      '/index.html?x',
      '/etc/passwd',
      'http://evil.example/',
      '*',
    ]
    for (const path of paths) {
      const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${pages.server.port}\r\nConnection: close\r\n\r\n`
      const text = await askRaw(pages.server, head)
      expect(text.split('\r\n')[0], path).toMatch(/^HTTP\/1\.1 40[0345]/)
      expect(text).not.toContain('secret')
    }
  })

  it('is held off with other methods', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect((await ask(pages.server, method, '/', { origin: ours() })).status).toBe(405)
    }
  })

  it('loses its connection for a message over the limit, before any of it is looked at', async () => {
    const socket = await open({ origin: ours(), cookie: await signIn(pages.server) })
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.on('error', () => undefined)
    socket.send('x'.repeat(pageRequestLimit + 1))
    expect([1009, 1006]).toContain(await closed)
    expect(pages.seen.effects).toBe(0)
  })

  it('cannot end the host with frames that mean nothing', async () => {
    const headers = { origin: ours(), cookie: await signIn(pages.server) }
    const socket = await open(headers)
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const nonsense = ['', '{', 'null', '[]', '7', '{"i":"1","p":{"u":7}}', '{"i":1,"t":9}']
    for (const frame of nonsense) socket.send(frame)
    socket.send(Buffer.from([255, 255, 0]))
    await expect(overSocket(socket).system.status()).resolves.toEqual(status)
    expect(log).toHaveBeenCalledTimes(nonsense.length + 1)
    log.mockRestore()
    socket.terminate()
  })

  it('cannot end the host by leaving in the middle of a request', async () => {
    const rejections: unknown[] = []
    const note = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', note)
    const left = await leaveAmid(pages.server, '/session', ours())
    // Several turns of the loop later the server has seen it go.
    expect((await ask(pages.server, 'GET', '/')).status).toBe(200)
    expect(left).toMatch(/^HTTP\/1.1 100 /)
    process.off('unhandledRejection', note)
    expect(rejections).toEqual([])
  })

  it('gets a limited number of connections', async () => {
    const headers = { origin: ours(), cookie: await signIn(pages.server) }
    const sockets = []
    for (let index = 0; index < pageLimit; index++) sockets.push(await open(headers))
    expect(await dial(pages.server, headers)).toBe(503)
    for (const socket of sockets) socket.terminate()
    await expect.poll(() => dial(pages.server, headers).then((s) => typeof s)).toBe('object')
  })
})
