import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { attachLoopback } from '../faults/attach-loopback.ts'
import { mostHeldUntil } from '../faults/held-bytes.ts'
import { spec } from '../faults/rig.ts'
import { launchBrowser } from '../setup/chromium.ts'

const patience = { timeout: 120_000 }
const program = join(import.meta.dirname, '../faults/programs/flooded-host.ts')
const screens = join(import.meta.dirname, '../../out/renderer')
/** What a stopped page may cost its host, in bytes. */
const most = 50e6

/** Renderers of the browsers that this process started. */
function renderersHere(): number[] {
  const parentOf = (pid: number) =>
    Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(parentOf(pid)))
  return readdirSync('/proc').flatMap((name) => {
    try {
      const pid = Number(name)
      const isRenderer = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer')
      return isRenderer && isOurs(pid) ? [pid] : []
    } catch {
      return []
    }
  })
}

/** What a person reads on the run's screen, once it no longer changes. */
async function shown(page: Page): Promise<string> {
  let text = ''
  for (let still = 0; still < 10; await wait(200)) {
    const now = await page.locator('main').innerText()
    still = now === text ? still + 1 : 0
    text = now
  }
  return text
}

it('e2e/page-stopped: a page whose renderer stood still in a flood shows what a fresh one does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-e2e-'))
  const enough = join(folder, 'enough')
  const host = spawn(process.execPath, ['--expose-gc', program, join(folder, 'data'), screens], {
    env: { ...process.env, CUSP_ENOUGH: enough },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const browser = await launchBrowser()
  try {
    const said = await new Promise<string>((resolve) => {
      if (host.stdout) createInterface({ input: host.stdout }).once('line', resolve)
    })
    const at = JSON.parse(said) as { port: number; token: string }
    const attached = await attachLoopback(at)
    const { client } = attached
    const { runs } = await client.runs.start({ specs: [spec] })
    const stepNow = async () => (await client.runs.get({ run: runs[0] })).summary.step
    const address = `http://127.0.0.1:${at.port}/#t=${at.token}`
    const open = async (says: RegExp) => {
      const page = await browser.newPage()
      await page.goto(address)
      await page.getByRole('link', { name: 'Queue' }).first().waitFor(patience)
      await page.evaluate((id) => (location.hash = `#/runs/${id}`), runs[0])
      await expect.poll(() => page.locator('main').innerText(), patience).toMatch(says)
      return page
    }
    const mostUntil = (step: number) => mostHeldUntil(host, step, stepNow)
    const page = await open(/State\s+running/)
    const before = await mostUntil((await stepNow()) + 20_000)
    const renderers = renderersHere()
    expect(renderers.length).toBeGreaterThan(0)
    for (const pid of renderers) process.kill(pid, 'SIGSTOP')
    const during = await mostUntil((await stepNow()) + 40_000)
    for (const pid of renderers) process.kill(pid, 'SIGCONT')
    writeFileSync(enough, '')
    await expect.poll(() => page.locator('main').innerText(), patience).toMatch(/State\s+finished/)
    expect(await shown(page)).toBe(await shown(await open(/State\s+finished/)))
    expect(during - before).toBeLessThan(most)
    attached.close()
  } finally {
    await browser.close()
    host.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}, 600_000)
