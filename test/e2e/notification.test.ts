import type { Notification } from 'electron'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HostClient } from '#host'
import type { Desktop } from '../setup/electron.ts'
import { openAttachedDesktop, type AttachedDesktop } from './attached-desktop.ts'
import { longRun } from './long-run.ts'

const patience = { timeout: 60_000 }

let attached: AttachedDesktop
let desktop: Desktop
let client: HostClient

/** Where the main process keeps what it showed, for us to look at. */
interface Watched {
  shown: Notification[]
}

beforeAll(async () => {
  attached = await openAttachedDesktop()
  ;({ desktop, client } = attached)
  // A machine without a desktop shows none; the notices themselves are Electron's own, and shown.
  await desktop.app.evaluate(({ Notification }) => {
    const watched = globalThis as unknown as Watched
    watched.shown = []
    Notification.isSupported = () => true
    const show = Reflect.get<Notification, 'show'>(Notification.prototype, 'show')
    Notification.prototype.show = function (this: Notification) {
      watched.shown.push(this)
      show.call(this)
    }
  })
})

afterAll(() => attached.close())

const told = () =>
  desktop.app.evaluate(() =>
    (globalThis as unknown as Watched).shown.map(({ title, body }) => ({ title, body })),
  )
const isFocused = () =>
  desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null)

async function look(where: 'away' | 'here'): Promise<void> {
  await desktop.app.evaluate(({ BrowserWindow }, where) => {
    const [window] = BrowserWindow.getAllWindows()
    if (where === 'here') window?.focus()
    else window?.blur()
  }, where)
  await expect.poll(isFocused, patience).toBe(where === 'here')
}

/** Computes a run to its end; returns once the page has told of it in its own corner. */
async function finish(seed: number): Promise<string> {
  const spec = longRun({ name: 'short', seed, epochs: 1 })
  const { runs } = await client.runs.start({ specs: [spec] })
  await desktop.page.getByRole('log').getByText(`short, seed ${seed}: finished`).waitFor()
  return runs[0] ?? ''
}

describe('e2e/notification', () => {
  it('tells of the end of a run while the window has no focus, and a click on it opens the run', async () => {
    await look('away')
    const run = await finish(1)
    await expect.poll(told, patience).toHaveLength(1)
    const [notice] = await told()
    expect(notice?.title).toBe('short, seed 1: finished')
    expect(notice?.body).toMatch(/^Clean \d+\.\d %$/)
    await desktop.app.evaluate(() => {
      const [first] = (globalThis as unknown as Watched).shown
      first?.emit('click')
    })
    await desktop.page.waitForURL((url) => url.hash === `#/runs/${run}`)
    await desktop.page.getByText('short').first().waitFor()
    await expect.poll(isFocused, patience).toBe(true)
  })

  it('says nothing to whoever has the window before them', async () => {
    await look('here')
    const before = await told()
    await finish(2)
    expect(await told()).toEqual(before)
  })

  it('says nothing once that is switched off in the settings, after a reload too', async () => {
    const { page } = desktop
    const before = await told()
    await page.evaluate(() => (location.hash = '#/settings'))
    await page.getByRole('radio', { name: 'Never' }).check()
    await page.reload()
    await page.getByRole('radio', { name: 'Never', checked: true }).waitFor()
    await look('away')
    await finish(3)
    expect(await told()).toEqual(before)
    await page.getByRole('radio', { name: /Tell me when a run ends/ }).check()
    await finish(4)
    await expect.poll(told, patience).toHaveLength(before.length + 1)
  })
})
