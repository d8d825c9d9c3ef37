import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunDetail } from '#contract'
import { startWorker } from '#executor'
import { openHost, type Host, type HostClient } from '#host'
import type { RunSpec } from '#spec'
import { tinySpec } from './tiny-spec.ts'

const resources = join(import.meta.dirname, '../../../resources')
let dataDir: string
let host: Host
let client: HostClient
let parent: RunDetail

async function finished(id: string): Promise<RunDetail> {
  for (;;) {
    const detail = await client.runs.get({ run: id })
    if (detail.summary.state === 'finished') return detail
    if (detail.summary.fault) throw new Error(detail.summary.fault.message)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The parent's spec as a fork from its checkpoint at step 6, of 8. */
function forked(change: Partial<RunSpec> = {}): RunSpec {
  const { hash } = parent.checkpoints.find(({ step }) => step === 6) ?? { hash: '' }
  const startsFrom = { run: parent.summary.id, step: 6, checkpointHash: hash }
  return { ...parent.spec, name: 'fork', startsFrom, ...change }
}
const start = async (spec: RunSpec) => (await client.runs.start({ specs: [spec] })).runs[0]

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-fork-'))
  host = await openHost({ dataDir, resources, startWorker })
  client = createRouterClient(host.router, { context: { mayNameFiles: true } })
  parent = await finished(await start(tinySpec))
})
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host/fork', () => {
  it('that changes nothing ends with the weights of its parent, bit for bit', async () => {
    const fork = await finished(await start(forked()))
    expect(fork.weightsHash).toBe(parent.weightsHash)
    expect(fork.engine).toEqual(parent.engine)
    expect(fork.datasetHash).toBe(parent.datasetHash)
    const { points, log } = await client.runs.since({ run: fork.summary.id, seq: 0 })
    const losses = points.filter(({ name }) => name === 'loss').map(({ step }) => step)
    expect(losses).toEqual([7, 8])
    expect(log[0].text).toContain(`of run ${parent.summary.id} (tiny)`)
    const rows = (await client.table.page({ where: 'is:fork' })).rows
    expect(rows.map(({ key }) => key)).toEqual([fork.summary.id])
    expect((await client.runs.get({ run: parent.summary.id })).forks).toEqual([
      { id: fork.summary.id, name: 'fork', step: 6 },
    ])
  })

  it('may have another future, and is kept when its parent is gone', async () => {
    const { curriculum } = parent.spec
    const lanes = { epsilon: [{ at: { step: 0 }, value: 0.2, easing: 'linear' as const }] }
    const other = { ...curriculum, lanes: { ...curriculum.lanes, ...lanes } }
    const fork = await finished(await start(forked({ curriculum: other, epochs: 3 })))
    expect(fork.summary).toMatchObject({ step: 12, totalSteps: 12 })
    expect(fork.weightsHash).not.toBe(parent.weightsHash)
  })

  it.each([
    ['batchSize', { batchSize: 32, epochs: 9 }, 'spec.invalid'],
    ['optimiser', { optimiser: { kind: 'sgd', momentum: 0.9, weightDecay: 0 } }, 'spec.invalid'],
    ['startsFrom.step', { epochs: 1 }, 'spec.invalid'],
  ] as const)('refuses another %s, and leaves nothing behind', async (place, change, code) => {
    const before = readdirSync(join(dataDir, 'checkpoints'))
    await expect(client.runs.start({ specs: [forked(change)] })).rejects.toMatchObject({
      data: { code, place },
    })
    expect(readdirSync(join(dataDir, 'checkpoints'))).toEqual(before)
  })

  it('refuses a checkpoint that is gone, or is not the one it names', async () => {
    const { startsFrom } = forked()
    if (!startsFrom) throw new Error('no fork')
    const begin = (change: Partial<typeof startsFrom>) =>
      client.runs.start({ specs: [forked({ startsFrom: { ...startsFrom, ...change } })] })
    await expect(begin({ step: 3 })).rejects.toThrow(
      /no checkpoint at step 3; there are those at 6, 8/,
    )
    await expect(begin({ checkpointHash: '0'.repeat(64) })).rejects.toMatchObject({
      data: { code: 'checkpoint.corrupt' },
    })
    await expect(begin({ run: 'nobody' })).rejects.toMatchObject({ data: { code: 'run.unknown' } })
  })
})
