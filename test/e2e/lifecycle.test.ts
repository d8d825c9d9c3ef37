import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDisplay } from '../setup/display.ts'
import { launchElectron, spawnElectron } from '../setup/electron.ts'

let dataDir: string
beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))))
// What the window's last processes write may come after their parent is gone.
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }))

/** The host processes of our data folder; a zombie is none, though it still answers signals. */
function hosts(): number[] {
  const isHost = (pid: string) => {
    try {
      const words = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').split('\0')
      const isZombie = /^State:\s+Z/m.test(readFileSync(join('/proc', pid, 'status'), 'utf8'))
      return !isZombie && words.includes(dataDir) && words.some((word) => /host\.js$/.test(word))
    } catch {
      // It ended while we looked.
      return false
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isHost(name))
    .map(Number)
}

/** Asks again until the answer is as wanted. */
async function until<Value>(ask: () => Value, isWanted: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = ask()
    if (isWanted(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const isOne = (found: readonly number[]) => found.length === 1
const isNone = (found: readonly number[]) => found.length === 0

describe('e2e/lifecycle', () => {
  it('starts the host again when it is killed, and a reload finds it', async () => {
    const { page, close } = await launchElectron({ dataDir })
    await page.getByText('Queue: empty').waitFor()
    const [host = 0] = await until(hosts, isOne)
    process.kill(host, 'SIGKILL')
    await until(hosts, (found) => isOne(found) && found[0] !== host)
    await page.reload()
    await page.getByText('Queue: empty').waitFor()
    await close()
  })

  it('leaves no host behind when it is killed', async () => {
    const { app, page, close } = await launchElectron({ dataDir })
    await page.getByText('Queue: empty').waitFor()
    expect(hosts()).toHaveLength(1)
    const killed = once(app.process(), 'exit')
    app.process().kill('SIGKILL')
    await killed
    await until(hosts, isNone)
    await close()
  })

  it('leaves no host behind when it is closed', async () => {
    const { page, close } = await launchElectron({ dataDir })
    await page.getByText('Queue: empty').waitFor()
    expect(hosts()).toHaveLength(1)
    await close()
    expect(hosts()).toEqual([])
  })

  it('starts once on a folder: the second start shows the first and ends well', async () => {
    const display = await openDisplay()
    const { page, close } = await launchElectron({ dataDir, env: { DISPLAY: display.name } })
    await page.getByText('Queue: empty').waitFor()
    const second = await spawnElectron({ dataDir }, display)
    const [code] = (await once(second, 'exit')) as [number]
    expect(code).toBe(0)
    expect(hosts()).toHaveLength(1)
    await close()
    display.close()
  })

  it('says who holds the folder when another host does', async () => {
    const cli = resolve(import.meta.dirname, '../../out/main/cli.js')
    const holder = spawn(process.execPath, [cli, 'serve', '--json', '--data', dataDir])
    await once(holder.stdout, 'data')
    const display = await openDisplay()
    const app = await spawnElectron({ dataDir }, display)
    let said = ''
    app.stderr?.on('data', (text: Buffer) => (said += text.toString()))
    await until(
      () => said,
      (text) => text.includes('(folder.in-use)'),
    )
    app.kill('SIGKILL')
    holder.kill('SIGINT')
    await Promise.all([once(app, 'exit'), once(holder, 'exit')])
    display.close()
  })
})
