import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HostClient } from '#host'
import type { Desktop } from '../setup/electron.ts'
import { openAttachedDesktop, type AttachedDesktop } from './attached-desktop.ts'
import { longRun } from './long-run.ts'

const patience = { timeout: 120_000 }
/** Longer than a host is taken to be busy, and than a page may be silent. */
const asleepMs = 35_000

let attached: AttachedDesktop
let desktop: Desktop
let client: HostClient

beforeAll(async () => {
  attached = await openAttachedDesktop()
  ;({ desktop, client } = attached)
})

afterAll(() => attached.close())

/** A process and all that descend from it, by what the system says. */
function familyOf(root: number): number[] {
  const parents = readdirSync('/proc').flatMap((name): (readonly [number, number])[] => {
    try {
      const parent = /\) \w (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]
      return /^\d+$/.test(name) && parent !== undefined ? [[Number(name), Number(parent)]] : []
    } catch {
      return []
    }
  })
  const family = [root]
  for (const member of family)
    family.push(...parents.flatMap(([pid, parent]) => (parent === member ? [pid] : [])))
  return family
}

const progress = () => desktop.page.getByRole('progressbar', { name: /^Progress of/ })
const stepsDone = async () => Number(await progress().getAttribute('aria-valuenow'))
const isKeptAwake = () =>
  desktop.app.evaluate(({ powerSaveBlocker }) =>
    [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)),
  )

describe('e2e/asleep', () => {
  it('goes on by itself after the machine slept, with the window, the host and the worker as they were', async () => {
    const { app, page } = desktop
    const { runs } = await client.runs.start({ specs: [longRun()] })
    const run = runs[0] ?? ''
    await page.evaluate((id) => (location.hash = `#/runs/${id}`), run)
    await progress().waitFor()
    await expect.poll(stepsDone, patience).toBeGreaterThan(20)
    await expect.poll(isKeptAwake, patience).toBe(true)
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
    const family = familyOf(app.process().pid ?? 0)
    const { summary: before } = await client.runs.since({ run, seq: Number.MAX_SAFE_INTEGER })
    for (const pid of family) process.kill(pid, 'SIGSTOP')
    await wait(asleepMs)
    for (const pid of family) process.kill(pid, 'SIGCONT')
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
    // Nobody touches the page: it goes on.
    await expect.poll(stepsDone, patience).toBeGreaterThan(before.step + 20)
    await page.getByText(/^Awake again after \d/).waitFor()
    const { summary: after } = await client.runs.since({ run, seq: Number.MAX_SAFE_INTEGER })
    expect(after.state).toBe('running')
    expect(await isKeptAwake()).toBe(true)
    expect(familyOf(app.process().pid ?? 0)).toEqual(expect.arrayContaining(family.slice(0, 1)))
    await client.runs.cancel({ run })
    await expect.poll(isKeptAwake, patience).toBe(false)
  })
})
