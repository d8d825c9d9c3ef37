import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '#contract'
import { importIntoFolder, openLiveHost, type HostClient, type LiveHost } from '#host'
import { resolveRun } from '#spec'
import { migrations } from '../../../src-main/store/migrations/index.ts'
import { FramePort } from '../../../src-main/host/transport/frame-port.ts'
import { clientOver } from '../../../src-main/host/transport/rpc.ts'
import { tinySpec } from './tiny-spec.ts'

let dataDir: string
let host: LiveHost
let client: HostClient

/** A host that computes nothing: what waits, waits. */
async function open(): Promise<void> {
  host = await openLiveHost({ dataDir, log: () => undefined, computes: false })
  client = host.client
}
const start = async () => (await client.runs.start({ specs: [tinySpec] })).runs[0]
const refused = (code: string, place: string) =>
  expect.objectContaining({ name: 'CuspError', code, place }) as unknown

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-host-'))
  await open()
})
afterEach(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host/procedures/runs', () => {
  it('makes all runs of a call or none', async () => {
    const beyond = { ...tinySpec, batchSize: 65 }
    await expect(client.runs.start({ specs: [tinySpec, beyond] })).rejects.toEqual(
      refused('spec.invalid', 'batchSize'),
    )
    expect(await client.runs.list()).toEqual([])
  })

  it('refuses what breaks the schema, with its place', async () => {
    const broken = { ...tinySpec, epochs: 0 }
    const call = client.runs.start({ specs: [broken] })
    await expect(call).rejects.toEqual(refused('input.invalid', 'specs[0].epochs'))
  })

  it('keeps the queue over a close', async () => {
    const run = await start()
    await host.close()
    await open()
    expect((await client.runs.get({ run })).summary.state).toBe('queued')
    expect(await client.system.status()).toMatchObject({ runs: 1, running: 0, waiting: 1 })
  })

  it('pauses, resumes and cancels what waits', async () => {
    const run = await start()
    expect((await client.runs.pause({ run })).state).toBe('paused')
    await expect(client.runs.pause({ run })).rejects.toThrow(/is paused; only a run that is queued/)
    expect((await client.runs.resume({ run })).state).toBe('queued')
    expect((await client.runs.cancel({ run })).state).toBe('cancelled')
    await expect(client.runs.resume({ run })).rejects.toEqual(refused('run.wrong-state', 'run'))
    await expect(client.runs.cancel({ run })).rejects.toEqual(refused('run.wrong-state', 'run'))
    await expect(client.runs.evaluate({ run })).rejects.toEqual(refused('run.wrong-state', 'run'))
  })

  it("fits the shipped protocols to a run's images", async () => {
    const run = await start()
    const paper = await client.protocols.for({ run, name: 'paper' })
    expect(paper.subset.count).toBe(64)
    expect(paper.curves.find(({ over }) => over === 'budget')?.extent).toBe(28)
    const quick = await client.protocols.for({ run, name: 'quick', images: 20, epsilon: 0.2 })
    expect(quick.plans[0]).toMatchObject({ epsilon: 0.2 })
    expect(quick.subset.count).toBe(20)
    const many = client.protocols.for({ run, name: 'quick', images: 65 })
    await expect(many).rejects.toEqual(refused('input.invalid', 'images'))
  })

  it('knows no run by another id', async () => {
    await expect(client.runs.get({ run: 'nobody' })).rejects.toEqual(refused('run.unknown', 'run'))
  })

  it('warns that runs without an evaluation are not compared', async () => {
    const runs = [await start(), await start()]
    const { warnings, front, pairs, hypervolume } = await client.runs.compare({ runs })
    expect({ front, pairs, hypervolume }).toEqual({ front: [], pairs: [], hypervolume: null })
    expect(warnings).toMatchObject([{ reason: 'evaluation', runs }])
  })
})

describe('host/procedures/datasets', () => {
  const digits = join(import.meta.dirname, '../../../resources/digits')
  const stored = (name: string, hash?: string) => ({
    ...tinySpec,
    dataset: { ...tinySpec.dataset, source: { kind: 'stored' as const, name, hash } },
  })
  const add = (name: string) =>
    importIntoFolder(dataDir, { format: 'idx', path: digits, name, options: {} }, {})

  it('sees what a terminal adds while the host lives, with a few examples of each class', async () => {
    await add('copy')
    expect((await client.datasets.list()).datasets.map(({ name }) => name)).toEqual([
      'digits',
      'copy',
    ])
    const copy = await client.datasets.get({ name: 'copy' })
    expect(copy.report).toEqual((await client.datasets.get({ name: 'digits' })).report)
    expect(copy.preview.slice(0, 10).map(({ label }) => label)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
    expect(copy.preview).toHaveLength(100)
    expect(Buffer.from(copy.preview[0].pixels, 'base64')).toHaveLength(784)
    expect(copy.origin?.files.map(({ name }) => name)).toEqual([
      'digits-images.idx3-ubyte.gz',
      'digits-labels.idx1-ubyte.gz',
    ])
    expect(JSON.stringify(copy)).not.toContain(digits)
  })

  it('starts no run on a dataset that is not there, or is not the one that is pinned', async () => {
    await add('copy')
    const start = (spec: typeof tinySpec) => client.runs.start({ specs: [spec] })
    await expect(start(stored('gone'))).rejects.toEqual(refused('dataset.unknown', 'gone'))
    await expect(start(stored('copy', '0'.repeat(64)))).rejects.toEqual(
      refused('dataset.mismatch', 'dataset.source.hash'),
    )
    const { entry } = await client.datasets.get({ name: 'copy' })
    expect((await start(stored('copy', entry.hash))).runs).toHaveLength(1)
  })

  it('names a folder that holds no manifest among the damaged, and lists the others', async () => {
    mkdirSync(join(dataDir, 'datasets', 'half'))
    writeFileSync(join(dataDir, 'datasets', 'half', 'manifest.json'), '{')
    const { datasets, damaged } = await client.datasets.list()
    expect([datasets.length, damaged.map(({ name }) => name)]).toEqual([1, ['half']])
  })
})

describe('host/procedures/sources', () => {
  it('lets a terminal name files of this machine, and a page not', async () => {
    const source = { kind: 'idx' as const, images: '/etc/hostname', labels: '/etc/hostname' }
    const named = { specs: [{ ...tinySpec, dataset: { ...tinySpec.dataset, source } }] }
    await expect(client.runs.start(named)).rejects.toEqual(
      refused('dataset.malformed', '/etc/hostname'),
    )
    const port = new FramePort((frame) => page.deliver(frame))
    const page: FramePort = new FramePort((frame) => port.deliver(frame))
    host.serve(port, { mayNameFiles: false })
    await expect(clientOver(page).runs.start(named)).rejects.toEqual(
      refused('access.path', 'specs[0].dataset.source'),
    )
    const model = { file: 'a.onnx', hash: '0'.repeat(64), dataset: { source } }
    await expect(clientOver(page).models.import(model)).rejects.toEqual(
      refused('access.path', 'dataset.source'),
    )
    expect(await client.runs.list()).toEqual([])
  })
})

describe('host/procedures/system', () => {
  it('says which engines this machine has', async () => {
    const { engines, writable, databaseVersion, gpu } = await client.system.doctor()
    expect(engines.map(({ name }) => name)).toEqual([
      ...['tfjs-node-gpu', 'onnx-cuda', 'onnx-webgpu', 'onnx-dml', 'onnx-coreml'],
      ...['onnx', 'tfjs-node', 'reference'],
    ])
    const always = engines.filter(({ name }) => name === 'onnx' || name === 'reference')
    expect(always.map(({ available }) => available)).toEqual([true, true])
    for (const { available, reason } of engines) expect(reason === '').toBe(available)
    expect(gpu).not.toBe('')
    expect({ writable, databaseVersion }).toEqual({
      writable: true,
      databaseVersion: migrations.length,
    })
  })

  it('times threads unless the machine is busy, and says which number the next start takes', async () => {
    const { threads, cpus } = await client.system.doctor()
    const most = Math.min(8, cpus)
    for (const { ms } of threads.timings) expect(ms).toBeGreaterThan(0)
    const timed = threads.timings.map((each) => each.threads)
    expect(timed.length === 0 ? [1, most] : timed).toEqual(expect.arrayContaining([1, most]))
    expect(timed.length === 0 ? [most] : timed).toContain(threads.next)
  })

  it('tells every subscriber of a run that is made, and ends with the signal', async () => {
    const controller = new AbortController()
    const notices = await client.system.notices(undefined, { signal: controller.signal })
    const heard: Notice[] = []
    const listening = (async () => {
      for await (const notice of notices) {
        heard.push(notice)
        if (notice.kind === 'runs') return
      }
    })()
    await start()
    await listening
    controller.abort()
    expect(heard.at(-1)).toEqual({ kind: 'runs' })
  })
})

describe('host/procedures/curricula', () => {
  it('has presets from the first start that can be run, and only from the first', async () => {
    const presets = await client.curricula.list()
    expect(presets.map(({ name }) => name)).toEqual([
      'plain',
      'constant',
      'linear',
      'cusp corrected',
    ])
    for (const { id } of presets) {
      const { spec } = await client.curricula.get({ id })
      expect(resolveRun(spec).extent.steps).toBe(1250)
      await client.curricula.remove({ id })
    }
    await host.close()
    await open()
    expect(await client.curricula.list()).toEqual([])
  })

  it('saves a new one, changes it, and removes it', async () => {
    const made = await client.curricula.save({ name: 'mine', spec: tinySpec })
    const changed = await client.curricula.save({ ...pick(made), name: 'ours' })
    expect(changed).toMatchObject({ id: made.id, name: 'ours', spec: tinySpec })
    await client.curricula.remove({ id: made.id })
    await expect(client.curricula.get({ id: made.id })).rejects.toEqual(
      refused('curriculum.unknown', 'id'),
    )
    await expect(client.curricula.save(pick(made))).rejects.toEqual(
      refused('curriculum.unknown', 'id'),
    )
  })

  it('keeps versions, undo steps and the parent of a copy', async () => {
    const { id } = await client.curricula.save({ name: 'mine', spec: tinySpec })
    await client.curricula.save({ id, name: 'mine', spec: { ...tinySpec, seed: 9 } })
    const versions = await client.curricula.versions({ id })
    expect(versions.map(({ number, spec }) => [number, spec.seed])).toEqual([
      [2, 9],
      [1, tinySpec.seed],
    ])
    expect(await client.curricula.sitting({ id })).toEqual({ sitting: null })
    await client.curricula.keepSitting({ id, sitting: '{}' })
    await host.close()
    await open()
    expect(await client.curricula.sitting({ id })).toEqual({ sitting: '{}' })
    const copy = await client.curricula.save({ name: 'copy', spec: tinySpec, parent: id })
    expect(copy.parent).toBe(id)
    const nowhere = client.curricula.save({ name: 'lost', spec: tinySpec, parent: 'nobody' })
    await expect(nowhere).rejects.toEqual(refused('curriculum.unknown', 'id'))
  })
})

describe('host/procedures/studies', () => {
  it('starts the sample study as runs of one group, once for each asking', async () => {
    const { specs, name } = await client.studies.sample()
    expect(specs).toHaveLength(3)
    const { runs } = await client.studies.startSample()
    const after = await client.studies.sample()
    expect(after.runs.map(({ id, study, group }) => [id, study, group])).toEqual(
      runs.map((id) => [id, name, name]),
    )
  })
})

function pick({ id, name, spec }: { id: string; name: string; spec: typeof tinySpec }) {
  return { id, name, spec }
}
