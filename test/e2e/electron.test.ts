import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchElectron, type Desktop } from '../setup/electron.ts'

/** What Electron has and its types do not say. */
interface Inspectable {
  getLastWebPreferences(): Record<string, unknown> | null
}

/** What Chromium has and TypeScript's DOM does not. */
interface Usb {
  requestDevice(wish: { filters: [] }): Promise<unknown>
  getDevices(): Promise<unknown[]>
}

let desktop: Desktop
let dataDir: string
/** A server of somebody else: what it sees has left the program. */
let elsewhere: Server
let address: string
const seenElsewhere: string[] = []

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    seenElsewhere.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*').end('elsewhere')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  dataDir = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  desktop = await launchElectron({ dataDir })
  await desktop.page.waitForLoadState('load')
})

afterAll(async () => {
  await desktop.close()
  elsewhere.close()
  await rm(dataDir, { recursive: true, force: true })
})

describe('e2e/electron: the window', () => {
  it('is one, titled Cusp, at app://cusp/', async () => {
    expect(desktop.page.url()).toMatch(/^app:\/\/cusp\//)
    const titles = await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    )
    expect(titles).toEqual(['Cusp'])
  })

  it('is sandboxed and isolated', async () => {
    const preferences = await desktop.app.evaluate(({ webContents }) =>
      (webContents.getAllWebContents() as unknown as Inspectable[]).map((contents) => {
        const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
          contents.getLastWebPreferences() ?? {}
        return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }
      }),
    )
    const safe = { sandbox: true, contextIsolation: true, nodeIntegration: false }
    expect(preferences).toEqual([{ ...safe, webSecurity: true, webviewTag: false }])
  })

  it('has nothing of Node in its page, and one function of ours', async () => {
    const page = await desktop.page.evaluate(() => {
      const { cusp } = globalThis as unknown as { cusp: Record<string, unknown> }
      return {
        node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
        cusp: Object.entries(cusp).map(([name, value]) => [name, typeof value]),
      }
    })
    expect(page).toEqual({ node: [], cusp: [['connect', 'function']] })
  })

  it('keeps the files of Chromium inside the data folder', async () => {
    const profile = await desktop.app.evaluate(({ app }) => app.getPath('userData'))
    expect(profile).toBe(join(dataDir, 'cache', 'window'))
    expect((await readdir(profile)).length).toBeGreaterThan(0)
  })
})

describe('e2e/electron: the menu and the desktop', () => {
  it('runs a command of the page when its menu item is chosen', async () => {
    await desktop.app.evaluate(({ Menu }) => {
      const menus = Menu.getApplicationMenu()?.items ?? []
      const items = menus.flatMap(({ submenu }) => submenu?.items ?? [])
      items.find(({ label }) => label === 'Go to the theory')?.click()
    })
    await desktop.page.waitForURL(/#\/theory$/)
    await desktop.page.evaluate(() => (location.hash = '#/'))
  })

  it('keeps the machine awake while the page says that runs compute, and lets it sleep after', async () => {
    const tell = (share: number | null) =>
      desktop.page.evaluate(
        (share) => window.postMessage({ kind: 'shell', tells: 'progress', share }, location.origin),
        share,
      )
    // Blockers are numbered from 1 as they start; asking by number is all Electron offers.
    const isAwake = () =>
      desktop.app.evaluate(({ powerSaveBlocker }) =>
        [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)),
      )
    expect(await isAwake()).toBe(false)
    await tell(0.5)
    await expect.poll(isAwake).toBe(true)
    await tell(null)
    await expect.poll(isAwake).toBe(false)
  })
})

describe('e2e/electron: permissions', () => {
  it('denies notifications, places, cameras, screens and USB', async () => {
    const answers = await desktop.page.evaluate(async () => {
      const failed = (error: unknown) => (error as Error).name
      const place = new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(`code ${error.code}`),
        ),
      )
      const media = navigator.mediaDevices
      const { usb } = navigator as unknown as { usb: Usb }
      const query = await navigator.permissions.query({ name: 'notifications' })
      return {
        notifications: await Notification.requestPermission(),
        query: query.state,
        place: await place,
        camera: await media.getUserMedia({ video: true }).then(() => 'granted', failed),
        screen: await media.getDisplayMedia().then(() => 'granted', failed),
        usb: await usb.requestDevice({ filters: [] }).then(() => 'granted', failed),
        devices: (await usb.getDevices()).length,
      }
    })
    expect(answers.notifications).toBe('denied')
    expect(answers.query).toBe('denied')
    expect(answers.place).toBe('code 1')
    expect(answers.camera).not.toBe('granted')
    expect(answers.screen).not.toBe('granted')
    expect(answers.usb).not.toBe('granted')
    expect(answers.devices).toBe(0)
  })
})

describe('e2e/electron: navigation', () => {
  const attempts: readonly (readonly [string, (target: string) => void])[] = [
    ['location', (target) => location.assign(target)],
    ['window.open', (target) => void window.open(target)],
    [
      'a link',
      (target) => {
        const link = document.createElement('a')
        link.href = target
        document.body.append(link)
        link.click()
        link.remove()
      },
    ],
    [
      'a link to a new window',
      (target) => {
        const link = document.createElement('a')
        link.href = target
        link.target = '_blank'
        document.body.append(link)
        link.click()
        link.remove()
      },
    ],
  ]
  const targets = ['/', '/?next=app://cusp/', '/app://cusp/index.html']

  it.each(attempts)('stays when a page leaves by %s', async (_name, leave) => {
    const before = desktop.page.url()
    for (const path of targets) await desktop.page.evaluate(leave, address + path)
    await desktop.page.evaluate(leave, 'file:///etc/passwd')
    await desktop.page.evaluate(leave, 'app://other/index.html')
    await desktop.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
    expect(desktop.page.url()).toBe(before)
    expect(await countWindows()).toBe(1)
  })

  it('loads no frame and no webview', async () => {
    const loaded = await desktop.page.evaluate(async (target) => {
      const frame = document.createElement('iframe')
      frame.src = target
      const view = document.createElement('webview')
      view.setAttribute('src', target)
      document.body.append(frame, view)
      await new Promise((resolve) => setTimeout(resolve, 200))
      frame.remove()
      view.remove()
      return 'getWebContentsId' in view
    }, address)
    expect(loaded).toBe(false)
  })

  const countWindows = () =>
    desktop.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
})

describe('e2e/electron: content', () => {
  it('sends the policy and nosniff with every answer', async () => {
    const headers = await desktop.page.evaluate(async () => {
      const answer = await fetch('app://cusp/index.html')
      return Object.fromEntries(answer.headers)
    })
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'")
  })

  it('answers only GET, only for files that were built', async () => {
    const statuses = await desktop.page.evaluate(async () => {
      const status = async (path: string, method: string) =>
        fetch(`app://cusp/${path}`, { method }).then(
          (answer) => answer.status,
          () => 'refused',
        )
      return {
        index: await status('index.html', 'GET'),
        post: await status('index.html', 'POST'),
        outside: await status('..%2f..%2fpackage.json', 'GET'),
        backslash: await status('..%5c..%5cpackage.json', 'GET'),
        double: await status('/etc/passwd', 'GET'),
        nul: await status('index.html%00.png', 'GET'),
      }
    })
    const missing = { outside: 404, backslash: 404, double: 404 }
    const nul: unknown = expect.toBeOneOf([404, 'refused'])
    expect(statuses).toEqual({ index: 200, post: 405, nul, ...missing })
  })

  it('runs no inline script, no inline handler and no eval', async () => {
    const ran = await desktop.page.evaluate(async () => {
      const found: string[] = []
      Object.assign(globalThis, { note: (what: string) => found.push(what) })
      const script = document.createElement('script')
      const attempt = (what: () => void) => {
        try {
          what()
        } catch {
          // Refused: what we hope for.
        }
      }
      attempt(() => {
        script.text = 'note("script")'
        document.body.append(script)
      })
      const button = document.createElement('button')
      attempt(() => button.setAttribute('onclick', 'note("handler")'))
      button.click()
      // Later, for what a debugger evaluates is exempt from the policy while it runs.
      await new Promise((resolve) => setTimeout(resolve, 100))
      attempt(() =>
        (globalThis as unknown as Record<string, (code: string) => unknown>)['eval']?.(
          'note("eval")',
        ),
      )
      return found
    })
    expect(ran).toEqual([])
  })

  it('asks nobody for anything', async () => {
    const answer = await desktop.page.evaluate(
      (target) =>
        fetch(target).then(
          () => 'answered',
          () => 'refused',
        ),
      address,
    )
    await desktop.page.evaluate((target) => {
      const image = new Image()
      image.src = `${target}/image.png`
      navigator.sendBeacon(`${target}/beacon`)
    }, address)
    expect(answer).toBe('refused')
    expect(seenElsewhere).toEqual([])
  })
})
