import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachLoopback, type Attached } from './attach-loopback.ts'
import { mostHeldUntil } from './held-bytes.ts'
import { newFolder, removeFolder, spec } from './rig.ts'

const program = (name: string) => join(import.meta.dirname, 'programs', name)
/** What a stopped reader may cost its host, in bytes. */
const most = 50e6

let dataDir: string
const started: ChildProcess[] = []
beforeEach(() => {
  dataDir = newFolder()
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  removeFolder(dataDir)
})

/** Starts a program of ours; `last` is the last line it said. */
function start(name: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--expose-gc', program(name), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  started.push(child)
  const said = { child, last: '' }
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => (said.last = line))
  return said
}

async function untilSays(said: { readonly child: ChildProcess; last: string }, pattern: RegExp) {
  while (!pattern.test(said.last)) {
    if (said.child.exitCode !== null) throw new Error(`It ended, having said "${said.last}".`)
    await wait(20)
  }
  return said.last
}

describe('faults: a page is stopped while a run tells as much as its host can hear', () => {
  it('its host holds no more, and it has all of it afterwards', async () => {
    const enough = join(dataDir, 'enough')
    const host = start('flooded-host.ts', [join(dataDir, 'data'), dataDir], { CUSP_ENOUGH: enough })
    const { port, token } = JSON.parse(await untilSays(host, /^\{/)) as Attached['at']
    const attached = await attachLoopback({ port, token })
    const { runs } = await attached.client.runs.start({ specs: [spec] })
    const [run] = runs
    const stepNow = async () => (await attached.client.runs.get({ run })).summary.step
    const mostWhile = async (facts: number) =>
      mostHeldUntil(host.child, (await stepNow()) + facts, stepNow)
    const place = [String(port), token, run]
    const page = start('follower.ts', place)
    await untilSays(page, /^[1-9]/)
    // Warm: what a host holds with a page that reads.
    const before = await mostWhile(60_000)
    page.child.kill('SIGSTOP')
    const during = await mostWhile(80_000)
    page.child.kill('SIGCONT')
    writeFileSync(enough, '')
    const end = await untilSays(page, /^end /)
    expect(await untilSays(start('follower.ts', place), /^end /)).toBe(end)
    expect(Number(end.split(' ')[1])).toBeGreaterThan(140_000)
    expect(during - before).toBeLessThan(most)
    attached.close()
  })
})
