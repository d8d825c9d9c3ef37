import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placeParcel } from '#host'
import { bundleOfDraft, draft, id } from '../main/host/bundle/forge.ts'
import { newFolder, removeFolder, startHost, type HostProcess } from './rig.ts'
import { rowsIn } from './rows-in.ts'

const points = 400_000
const tables = ['runs', 'specs', 'metrics', 'events', 'evaluations', 'checkpoints', 'run_labels']

/** A run with enough metrics for something to come in the middle of its import. */
function manyMetrics(): Buffer {
  const made = draft((run, metrics) => {
    run.seq = points + 10
    const numbers = Array.from({ length: points }, (_, i) => i + 1)
    metrics.series = [{ name: 'loss', steps: numbers, values: numbers, seqs: numbers }]
  })
  const shelf = { notes: '', labels: [{ kind: 'tag', name: 'kept' }], archivedAt: null }
  const item = made.items.find(({ kind }) => kind === 'shelf')
  if (item) item.contents = Buffer.from(JSON.stringify(shelf))
  return bundleOfDraft(made)
}

let dataDir: string
let host: HostProcess
let empty: Record<string, number>
beforeEach(async () => {
  dataDir = newFolder()
  host = await startHost(dataDir)
  empty = rowsIn(dataDir, tables)
  writeFileSync(join(dataDir, 'many.cusp'), manyMetrics())
})
afterEach(async () => {
  await host.stop()
  removeFolder(dataDir)
})

async function begin(signal?: AbortSignal) {
  const file = await placeParcel(dataDir, join(dataDir, 'many.cusp'))
  const stream = await host.client.bundles.import({ file, name: 'many.cusp' }, { signal })
  return (async () => {
    let brought: readonly string[] = []
    for await (const told of stream) if (told.kind === 'brought') brought = told.runs
    return brought
  })()
}

/** Until some of its rows are there; what a reader is told meanwhile is that there is no run. */
async function untilHalfWay(): Promise<void> {
  for (;;) {
    const { metrics } = rowsIn(dataDir, tables)
    if (metrics > 0) break
    await wait(5)
  }
  expect(await host.client.runs.list()).toEqual([])
  expect(await host.client.table.ids({ where: 'is:deleted' })).toEqual({ runs: [] })
}

describe('faults: an import under way', () => {
  it('leaves nothing when the host is killed, and comes in whole afterwards', async () => {
    const lost = begin().catch(() => [])
    await untilHalfWay()
    await host.kill()
    await lost
    expect(rowsIn(dataDir, tables)['metrics']).toBeGreaterThan(0)
    // It answers while what was left is being removed; who brings the same in waits for that.
    host = await startHost(dataDir)
    expect(await host.client.runs.list()).toEqual([])
    expect(await begin()).toEqual([id])
    const [run] = await host.client.runs.list()
    expect(run).toMatchObject({ id, state: 'finished' })
    expect(rowsIn(dataDir, tables)).toMatchObject({ runs: 1, metrics: points, run_labels: 1 })
  })

  it('is removed by the next host, and by the one after where that is stopped meanwhile', async () => {
    const lost = begin().catch(() => [])
    await untilHalfWay()
    await host.kill()
    await lost
    host = await startHost(dataDir)
    await host.stop()
    host = await startHost(dataDir)
    for (let rows = rowsIn(dataDir, tables); rows['runs'] > 0; rows = rowsIn(dataDir, tables))
      await wait(20)
    expect(rowsIn(dataDir, tables)).toEqual(empty)
  })

  it('leaves nothing when it is cancelled', async () => {
    const stopping = new AbortController()
    const cancelled = begin(stopping.signal).catch(() => [])
    await untilHalfWay()
    stopping.abort()
    expect(await cancelled).toEqual([])
    for (let rows = rowsIn(dataDir, tables); rows['runs'] > 0; rows = rowsIn(dataDir, tables))
      await wait(20)
    expect(rowsIn(dataDir, tables)).toEqual(empty)
  })
})
