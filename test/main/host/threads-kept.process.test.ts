import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, describe, expect, it } from 'vitest'
import type { RunSummary } from '#contract'
import { startWorker } from '#executor'
import { openHost } from '#host'
import { tinySpec } from './tiny-spec.ts'

const resources = join(import.meta.dirname, '../../../resources')
const dataDir = mkdtempSync(join(tmpdir(), 'cusp-threads-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function open(threads: number) {
  const host = await openHost({ dataDir, resources, startWorker, threads })
  const client = createRouterClient(host.router, { context: { mayNameFiles: true } })
  const reach = async (run: string, isThere: (summary: RunSummary) => boolean) => {
    for (;;) {
      const { summary } = await client.runs.get({ run })
      if (isThere(summary)) return
      if (summary.fault) throw new Error(summary.fault.message)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  return { host, client, reach }
}

describe('host/worker', () => {
  it('continues a run by as many threads as computed its start', async () => {
    const long = { ...tinySpec, epochs: 12 }
    const before = await open(1)
    const [run = ''] = (await before.client.runs.start({ specs: [long] })).runs
    await before.reach(run, ({ step }) => step >= 4)
    await before.client.runs.pause({ run })
    await before.reach(run, ({ state }) => state === 'paused')
    await before.host.close()

    const after = await open(2)
    await after.client.runs.resume({ run })
    await after.reach(run, ({ state }) => state === 'finished')
    const { log } = await after.client.runs.since({ run, seq: 0 })
    const told = log.map(({ text }) => text).filter((text) => text.startsWith('Continued'))
    expect(told).toHaveLength(1)
    expect(told[0]).not.toContain('exact')
    await after.host.close()
  })
})
