import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser } from '../setup/chromium.ts'
import { serveCusp, type Served } from './served.ts'

let served: Served
let browser: Browser
/** Somebody else's server, on another port of this very machine. */
let elsewhere: Server
let theirs: string
let context: BrowserContext
let page: Page

const portOf = (server: Server) => (server.address() as AddressInfo).port

async function openElsewhere(): Promise<Server> {
  const server = createServer((_, response) => {
    // With an icon of its own, else Chromium asks it for one while statuses are watched.
    const icon = '<link rel="icon" href="data:,">'
    response.setHeader('Content-Type', 'text/html').end(`${icon}<title>elsewhere</title>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

beforeAll(async () => {
  served = await serveCusp()
  browser = await launchBrowser(['--host-resolver-rules=MAP evil.example 127.0.0.1'])
  elsewhere = await openElsewhere()
  theirs = `http://127.0.0.1:${portOf(elsewhere)}/`
})
afterAll(async () => {
  await browser.close()
  elsewhere.close()
  await served.close()
})
beforeEach(async () => {
  context = await browser.newContext()
  page = await context.newPage()
})
afterEach(async () => {
  await context.close()
})

/** Opens the workbench as its user does, so that this browser has the cookie. */
async function signIn(): Promise<void> {
  const own = await context.newPage()
  await own.goto(served.address)
  await own.waitForFunction(() => location.hash === '')
}

describe('e2e/serve: its own page', () => {
  it('trades the token for a cookie that scripts cannot read, and hides it', async () => {
    const troubles: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text())
    })
    page.on('pageerror', (error) => troubles.push(error.message))
    const socket = page.waitForEvent('websocket')
    await page.goto(served.address)
    expect((await socket).url()).toBe(`ws://127.0.0.1:${served.port}/rpc`)
    expect(page.url()).toBe(`http://127.0.0.1:${served.port}/`)
    expect(await page.evaluate(() => document.cookie)).toBe('')
    const [cookie] = await context.cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    expect(troubles).toEqual([])
  })

  it('comes back after a reload without the token', async () => {
    await signIn()
    const answered = new Promise<number>((resolve) =>
      page.on('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => resolve(payload.length)),
      ),
    )
    await page.goto(`http://127.0.0.1:${served.port}/`)
    expect(await answered).toBeGreaterThan(0)
  })
})

describe('e2e/serve: a hostile page', () => {
  const base = () => `http://127.0.0.1:${served.port}`

  /** The status of every answer from now on, of those too that the browser keeps from the page. */
  async function watchStatuses(): Promise<number[]> {
    const statuses: number[] = []
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    session.on('Network.responseReceivedExtraInfo', ({ statusCode }) => statuses.push(statusCode))
    return statuses
  }

  /** Everything a page can try; returns whether its WebSocket opened. */
  const attack = (target: string) =>
    page.evaluate(async (url) => {
      const quietly = (promise: Promise<unknown>) => promise.catch(() => undefined)
      const image = (path: string) =>
        new Promise((resolve) => {
          const probe = new Image()
          probe.onload = probe.onerror = resolve
          probe.src = url + path
        })
      const body = JSON.stringify({ token: 'guess' })
      await Promise.all([
        quietly(fetch(`${url}/`)),
        quietly(fetch(`${url}/session`, { mode: 'no-cors', credentials: 'include' })),
        quietly(fetch(`${url}/session`, { method: 'POST', mode: 'no-cors', body })),
        image('/index.html'),
        new Promise((resolve) => {
          const stream = new EventSource(`${url}/rpc`)
          stream.onerror = resolve
        }),
      ])
      return new Promise<boolean>((resolve) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/rpc`)
        socket.onopen = () => resolve(true)
        socket.onclose = () => resolve(false)
      })
    }, target)

  it('on another port gets 403 for everything, though the browser is signed in', async () => {
    await signIn()
    await page.goto(theirs)
    const statuses = await watchStatuses()
    expect(await attack(base())).toBe(false)
    expect(statuses.length).toBeGreaterThanOrEqual(4)
    expect(new Set(statuses)).toEqual(new Set([403]))
  })

  it('cannot post a form to us', async () => {
    await page.goto(theirs)
    const statuses = await watchStatuses()
    await page.evaluate((url) => {
      const form = document.createElement('form')
      form.method = 'post'
      form.action = `${url}/session`
      document.body.append(form)
      form.submit()
    }, base())
    await expect.poll(() => statuses).toEqual([403])
  })

  it('cannot put us into a frame', async () => {
    await page.goto(theirs)
    const statuses = await watchStatuses()
    await page.evaluate((url) => {
      const frame = document.createElement('iframe')
      frame.src = `${url}/`
      document.body.append(frame)
    }, base())
    await expect.poll(() => statuses).toEqual([403])
  })

  it('that rebinds its own name to us gets 403 for everything', async () => {
    const bait = await openElsewhere()
    const rebound = `http://evil.example:${portOf(bait)}`
    await page.goto(`${rebound}/`)
    // The page is loaded; now its name and port lead to a workbench.
    bait.closeAllConnections()
    await new Promise((resolve) => bait.close(resolve))
    const victim = await serveCusp(['--port', new URL(rebound).port])
    const statuses = await watchStatuses()
    expect(await attack(rebound)).toBe(false)
    expect(statuses.length).toBeGreaterThanOrEqual(4)
    expect(new Set(statuses)).toEqual(new Set([403]))
    await victim.close()
  })
})
