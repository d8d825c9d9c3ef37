import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placeParcel } from '#host'
import { bundleOfDraft, draft, id } from '../main/host/bundle/forge.ts'
import { newFolder, removeFolder, startHost, untilState, type HostProcess } from './rig.ts'
import { rowsIn } from './rows-in.ts'

const points = 400_000
const tables = ['runs', 'specs', 'metrics', 'events', 'evaluations', 'run_measures', 'run_labels']

let dataDir: string
let host: HostProcess
/** A run with enough metrics for something to come in the middle of its removal, and one behind it. */
let runs: [string, string]

async function bring(name: string, bytes: Buffer): Promise<void> {
  writeFileSync(join(dataDir, name), bytes)
  const file = await placeParcel(dataDir, join(dataDir, name))
  for await (const told of await host.client.bundles.import({ file, name })) {
    if (told.kind === 'brought') expect(told.runs).toHaveLength(1)
  }
}

beforeEach(async () => {
  dataDir = newFolder()
  host = await startHost(dataDir)
  const numbers = Array.from({ length: points }, (_, i) => i + 1)
  const long = draft((run, metrics) => {
    run.seq = points + 10
    metrics.series = [{ name: 'loss', steps: numbers, values: numbers, seqs: numbers }]
  })
  await bring('long.cusp', bundleOfDraft(long))
  const spec = (await host.client.runs.get({ run: id })).spec
  const [second] = (await host.client.runs.start({ specs: [{ ...spec, name: 'second' }] })).runs
  await host.client.runs.cancel({ run: second })
  await untilState(host, second, 'cancelled')
  runs = [id, second]
  for (const run of runs) {
    const folder = join(dataDir, 'checkpoints', run, 'step-0000000001')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'snapshot.bin'), 'weights')
  }
  await host.client.shelf.delete({ runs, on: true })
})
afterEach(async () => {
  await host.stop()
  removeFolder(dataDir)
})

/** Begins to remove both; gives how many went, or null where it ended early. */
async function begin(signal?: AbortSignal): Promise<number | null> {
  try {
    for await (const told of await host.client.shelf.purge({ runs }, { signal })) {
      if (told.kind === 'removed') return told.runs
      expect(told.done).toBeLessThanOrEqual(told.total)
    }
  } catch {
    // The host was killed, or told to stop.
  }
  return null
}

const deleted = () => host.client.table.ids({ where: 'is:deleted' })

/** Until some of its rows are gone; a reader who asks meanwhile is answered, and sees neither run. */
async function untilHalfWay(): Promise<void> {
  while (rowsIn(dataDir, tables)['metrics'] === points) await wait(2)
  expect(await deleted()).toEqual({ runs: [] })
  await expect(host.client.runs.get({ run: id })).rejects.toMatchObject({ code: 'run.unknown' })
  expect(rowsIn(dataDir, tables)['metrics']).toBeGreaterThan(0)
}

async function untilGone(count: number): Promise<void> {
  while (rowsIn(dataDir, tables)['runs'] > count) await wait(20)
}

const hasFiles = (run: string) => existsSync(join(dataDir, 'checkpoints', run))

describe('faults: a removal under way', () => {
  it('is ended by the next host when its host is killed, and no run is seen half there', async () => {
    const lost = begin()
    await untilHalfWay()
    await host.kill()
    expect(await lost).toBeNull()
    const left = rowsIn(dataDir, tables)
    expect([left['runs'], left['specs']]).toEqual([2, 2])
    host = await startHost(dataDir)
    // It answers while it removes what is left.
    expect(await deleted()).toEqual({ runs: [] })
    expect(await host.client.runs.list()).toEqual([])
    await untilGone(0)
    expect(rowsIn(dataDir, tables)).toEqual(Object.fromEntries(tables.map((name) => [name, 0])))
    expect(runs.map(hasFiles)).toEqual([false, false])
  })

  it('is ended by the host after next where the next one is stopped meanwhile', async () => {
    const lost = begin()
    await untilHalfWay()
    await host.kill()
    await lost
    host = await startHost(dataDir)
    await host.stop()
    host = await startHost(dataDir)
    await untilGone(0)
    expect(rowsIn(dataDir, tables)).toEqual(Object.fromEntries(tables.map((name) => [name, 0])))
  })

  it('ends the run it is at when it is stopped, and leaves the other deleted and whole', async () => {
    const stopping = new AbortController()
    const stopped = begin(stopping.signal)
    await untilHalfWay()
    stopping.abort()
    await stopped
    await untilGone(1)
    for (
      let { runs: found } = await deleted();
      found.length === 0;
      { runs: found } = await deleted()
    )
      await wait(20)
    expect(await deleted()).toEqual({ runs: [runs[1]] })
    expect(runs.map(hasFiles)).toEqual([false, true])
    await host.client.shelf.delete({ runs: [runs[1]], on: false })
    expect((await host.client.runs.get({ run: runs[1] })).spec.name).toBe('second')
  })
})
