import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../setup/chromium.ts'

const root = resolve(import.meta.dirname, '../..')

let dataDir: string
let cusp: ChildProcess
/** Where the workbench is, with its token. */
let address: URL
let browser: Browser
/** Somebody else's server, with somebody else's pages. */
let elsewhere: Server
let hostile: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  const cli = join(root, 'out', 'main', 'cli.js')
  cusp = spawn(process.execPath, [cli, 'serve', '--json', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  address = new URL(await readAddress(cusp))
  elsewhere = createServer((_, response) => {
    // With an icon of its own, so that the browser asks for nothing but what the tests ask for.
    const page = '<!doctype html><link rel="icon" href="data:," /><title>Hostile</title>'
    response.setHeader('Content-Type', 'text/html').end(page)
  })
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening))
  hostile = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
  browser = await launchBrowser(['--host-resolver-rules=MAP rebound.example 127.0.0.1'])
})

afterAll(async () => {
  await browser.close()
  elsewhere.close()
  cusp.kill('SIGINT')
  if (cusp.exitCode === null) await once(cusp, 'exit')
  await rm(dataDir, { recursive: true, force: true })
})

/** The address in the first answer of `cusp serve --json`. */
async function readAddress(child: ChildProcess): Promise<string> {
  let output = ''
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk)
    const found = /"address":\s*"([^"]+)"/.exec(output)?.[1]
    if (found !== undefined) return found
  }
  throw new Error(`cusp serve named no address: ${output}`)
}

describe('e2e/page', () => {
  it('opens with its token, connects, and asks nobody else for anything', async () => {
    const page = await browser.newPage()
    const asked = new Set<string>()
    page.on('request', (request) => asked.add(new URL(request.url()).host))
    page.on('websocket', (socket) => asked.add(new URL(socket.url()).host))
    await page.goto(address.href)
    await page.getByText('Queue: empty').waitFor()
    expect(await page.title()).toContain('Cusp')
    expect(page.url()).not.toContain('t=')
    expect([...asked]).toEqual([address.host])
    await page.close()
  })

  it('shows nothing to a browser without the token', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${address.origin}/`)
    const api = await page.evaluate(
      () =>
        new Promise<string>((done) => {
          const socket = new WebSocket(`ws://${location.host}/`)
          socket.onopen = () => done('open')
          socket.onerror = () => done('refused')
        }),
    )
    expect(api).toBe('refused')
    await context.close()
  })
})

describe('e2e/page: a hostile page', () => {
  /** The status of everything a page is answered, also of what the browser keeps from it. */
  async function watchStatuses(page: Page): Promise<number[]> {
    const statuses: number[] = []
    const session = await page.context().newCDPSession(page)
    session.on('Network.responseReceivedExtraInfo', ({ statusCode }) => statuses.push(statusCode))
    await session.send('Network.enable')
    return statuses
  }

  /** Everything a page can try without being allowed to; what it finds out by itself. */
  function attack(page: Page, target: string): Promise<readonly string[]> {
    return page.evaluate(async (origin) => {
      const attempt = (method: string, path: string) =>
        fetch(origin + path, { method, mode: 'no-cors', credentials: 'include' }).then(
          (answer) => `${path} answered ${answer.status}`,
          () => 'refused',
        )
      const image = new Image()
      image.src = `${origin}/favicon.ico`
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/`)
      const opened = new Promise<string>((done) => {
        socket.onopen = () => done('socket open')
        socket.onerror = () => done('refused')
      })
      const decoded = image.decode().then(
        () => 'image shown',
        () => 'refused',
      )
      const paths = ['/', '/index.html', '/session'].map((path) => attempt('GET', path))
      return Promise.all([...paths, attempt('POST', '/session'), decoded, opened])
    }, target)
  }

  it('of another origin is refused everything', async () => {
    const context = await browser.newContext()
    const own = await context.newPage()
    await own.goto(address.href)
    await own.getByText('Queue: empty').waitFor()
    const page = await context.newPage()
    await page.goto(hostile)
    const statuses = await watchStatuses(page)
    const found = await attack(page, address.origin)
    expect(new Set(found)).toEqual(new Set(['refused']))
    expect(statuses.length).toBeGreaterThanOrEqual(5)
    expect(new Set(statuses)).toEqual(new Set([403]))
    await context.close()
  })

  it('under a name rebound to this machine is not even opened', async () => {
    const page = await browser.newPage()
    const answer = page.waitForEvent('response')
    await expect(page.goto(`http://rebound.example:${address.port}/`)).rejects.toThrow()
    expect((await answer).status()).toBe(403)
    await page.close()
  })
})
