import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type * as os from 'node:os'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startWorker } from '#executor'
import { openHost, type Host, type HostSpec } from '#host'
import { openStore } from '#store'
import { tinySpec } from '../tiny-spec.ts'

// How busy the machine is decides when threads are timed, which is not what is tested here.
vi.mock('node:os', async (original) => ({
  ...(await original<typeof os>()),
  loadavg: () => [0, 0, 0],
}))

const resources = join(import.meta.dirname, '../../../../resources')
const patience = { timeout: 120_000, interval: 50 }

let dataDir: string
let host: Host | undefined
let errands: ChildProcess[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-ahead-'))
  errands = []
})
afterEach(async () => {
  await host?.close()
  host = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

async function open(spec: Partial<HostSpec> = {}): Promise<void> {
  host = await openHost({
    dataDir,
    resources,
    startWorker: (process) => {
      const child = startWorker(process)
      if (process.args[0] === 'errand') errands.push(child)
      return child
    },
    timeThreadsAfterMs: 1,
    ...spec,
  })
}

async function shut(): Promise<void> {
  await host?.close()
  host = undefined
}

/** What lies in the folder of a host that is gone. */
function stored(): string | undefined {
  const store = openStore({ file: join(dataDir, 'cusp.sqlite'), backups: join(dataDir, 'backups') })
  try {
    return store.settings.get('engine.threads')
  } finally {
    store.close()
  }
}

const begun = () => vi.waitFor(() => expect(errands.length).toBeGreaterThan(0), patience)
const isGone = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null
const gone = () => vi.waitFor(() => expect(errands.every(isGone)).toBe(true), patience)

describe('host/engine/time-ahead', () => {
  it('times threads at the first start, by a process that lets others go first', async () => {
    await open()
    await begun()
    expect(getPriority(errands[0].pid)).toBeGreaterThan(0)
    await gone()
    await shut()
    const record = JSON.parse(stored() ?? '{}') as { timings?: object[] }
    expect(record.timings?.length).toBeGreaterThan(0)
    errands = []
    await open()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(errands).toEqual([])
  }, 240_000)

  it('leaves nothing when the host is closed meanwhile, and begins anew at the next start', async () => {
    await open()
    await begun()
    await shut()
    await gone()
    expect(stored()).toBeUndefined()
    errands = []
    await open()
    await begun()
  }, 240_000)

  it('is left to the next start when its process is killed', async () => {
    await open()
    await begun()
    errands[0].kill('SIGKILL')
    await gone()
    await shut()
    expect(stored()).toBeUndefined()
  }, 240_000)

  it('gives way to a run, and leaves nothing of what it had', async () => {
    await open({ timeThreadsAfterMs: 2_000 })
    await begun()
    // It would be done too soon for a run to find it under way.
    errands[0].kill('SIGSTOP')
    const client = createRouterClient(host!.router, { context: { mayNameFiles: true } })
    await client.runs.start({ specs: [tinySpec] })
    await vi.waitFor(() => expect(errands[0].signalCode).toBe('SIGKILL'), patience)
  }, 240_000)

  it('times nothing where the number of threads is given', async () => {
    await open({ threads: 1 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(errands).toEqual([])
  }, 240_000)
})
