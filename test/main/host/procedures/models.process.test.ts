import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker } from '#executor'
import { openHost, placeModel, takeExport, type Host, type HostClient } from '#host'
import { generator } from '#random'
import { finished } from '../finished.ts'
import { purge } from '../purge.ts'
import { writeOnnx, type FileDraft } from '../../engine/onnx-file/write-onnx.ts'
import { tinySpec } from '../tiny-spec.ts'

const resources = join(import.meta.dirname, '../../../../resources')
const random = generator(['imported'])
const weight = (name: string, ...shape: number[]) => {
  const count = shape.reduce((product, size) => product * size, 1)
  return { name, shape, values: Array.from({ length: count }, () => random.normal() / 3) }
}

/** A convolution and a dense layer for digits; the weights are noise. */
const network: FileDraft = {
  nodes: [
    { type: 'Conv', inputs: ['x', 'w'], outputs: ['c'], attributes: { strides: [3, 3] } },
    { type: 'Relu', inputs: ['c'], outputs: ['r'] },
    { type: 'Flatten', inputs: ['r'], outputs: ['f'] },
    { type: 'Gemm', inputs: ['f', 'd'], outputs: ['y'] },
  ],
  tensors: [weight('w', 4, 1, 4, 4), weight('d', 324, 10)],
  input: [undefined, 1, 28, 28],
}

let dataDir: string
let host: Host
let client: HostClient

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-import-'))
  host = await openHost({ dataDir, resources, startWorker })
  client = createRouterClient(host.router, { context: { mayNameFiles: true } })
})
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The images of the run it is compared with: another size of train may move a test image. */
const { dataset } = tinySpec

const cachedFiles = (): string[] =>
  readdirSync(join(dataDir, 'cache'), { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? entry.name : [],
  )

async function place(name: string, draft: FileDraft) {
  const path = join(dataDir, name)
  writeFileSync(path, writeOnnx(draft))
  return placeModel(dataDir, path)
}

let trainedRun: Promise<string> | undefined
const train = () =>
  (trainedRun ??= client.runs.start({ specs: [tinySpec] }).then(async ({ runs }) => {
    await finished(client, runs[0])
    return runs[0]
  }))

describe('host/procedures/models: an imported model', () => {
  it('is a finished run of no steps, evaluated as it came', async () => {
    const placed = await place('net.onnx', network)
    const imported = await client.models.import({ ...placed, dataset })
    expect(imported).toMatchObject({ isNew: true, facts: { opset: 18, parameters: 3304 } })
    expect(imported.facts.largestGap).toBeLessThan(1e-5)
    const detail = await finished(client, imported.run)
    expect(detail.summary).toMatchObject({ name: 'net', step: 0, totalSteps: 0, plansTotal: 1 })
    expect(detail.summary.scores).toMatchObject({ count: 64, adversarial: null })
    expect(detail.checkpoints.map(({ step, present }) => [step, present])).toEqual([[0, true]])
    const model = { kind: 'run' as const, run: imported.run }
    const asked = { line: 'a', model, index: 0, transform: { angle: 0, dx: 0, dy: 0 } }
    const look = await client.laboratory.look({ ...asked, plan: { attack: 'clean' } })
    expect(look.logits.clean).toHaveLength(10)
    expect(detail.weightsHash).toMatch(/^[0-9a-f]{64}$/)
    expect(detail.spec.model).toEqual({ architecture: 'onnx', ...placed })
    expect(detail.imported).toEqual(imported.facts)
    const { log } = await client.runs.since({ run: imported.run, seq: 0 })
    expect(log.map(({ text }) => text).join('\n')).toMatch(
      /Imported from net\.onnx, written by a test/,
    )
  })

  it('is the same run when it is imported again, under whatever name', async () => {
    const placed = await place('again.onnx', network)
    const again = await client.models.import({ ...placed, dataset })
    expect(again.isNew).toBe(false)
    expect((await client.runs.get({ run: again.run })).spec.model).toMatchObject({
      file: 'net.onnx',
    })
  })

  it('is attacked like any other, and set beside one that was trained here', async () => {
    const placed = await place('net.onnx', network)
    const { run } = await client.models.import({ ...placed, dataset })
    await finished(client, run)
    await client.runs.evaluate({ run, protocol: tinySpec.evaluation })
    const { evaluations } = await finished(client, run)
    const [fgsm] = evaluations[1].plans.filter(({ family }) => family === 'adversarial')
    expect(evaluations[1].finished).toBe(true)
    expect(fgsm.invariance).toBeLessThan(1)
    const trained = await train()
    const { differences, pairs } = await client.runs.compare({ runs: [run, trained] })
    expect(differences.map(({ path }) => path)).toContain('model.architecture')
    expect(pairs.length).toBeGreaterThan(0)
  })

  it('warns of a model that is right no more often than by chance', async () => {
    const constant = {
      ...network,
      tensors: network.tensors?.map((each) => ({ ...each, values: each.values.map(() => 0) })),
    }
    const placed = await place('zeros.onnx', constant)
    const { notes, run } = await client.models.import({ ...placed, dataset })
    expect(notes).toEqual([expect.stringMatching(/one class for every image.*--mean, --std/)])
    await finished(client, run)
  })

  it('leaves nothing behind when it is refused', async () => {
    const softmax = { type: 'Softmax', inputs: ['y'], outputs: ['z'] }
    const placed = await place('soft.onnx', {
      ...network,
      nodes: [...network.nodes, softmax],
      output: 'z',
    })
    const before = (await client.runs.list()).length
    await expect(client.models.import({ ...placed, dataset })).rejects.toMatchObject({
      data: { code: 'model.unsupported', place: 'soft.onnx' },
    })
    expect(await client.runs.list()).toHaveLength(before)
    const kept = readdirSync(join(dataDir, 'models')).filter((name) => name.startsWith(placed.hash))
    expect(kept).toEqual([])
  })

  it('stays for a deleted run of it, whatever is refused meanwhile', async () => {
    const placed = await place('shelved.onnx', { ...network, opset: 16 })
    const { run } = await client.models.import({ ...placed, dataset })
    await finished(client, run)
    await client.shelf.delete({ runs: [run], on: true })
    const normalisation = { mean: [0.5, 0.5], standardDeviation: [0.5, 0.5] }
    await expect(client.models.import({ ...placed, dataset, normalisation })).rejects.toThrow()
    await client.shelf.delete({ runs: [run], on: false })
    expect(readdirSync(join(dataDir, 'models'))).toContain(`${placed.hash}.onnx`)
    expect((await client.models.import({ ...placed, dataset })).run).toBe(run)
  })

  it('goes with the last run of it that is removed for ever, and not before', async () => {
    const placed = await place('twice.onnx', { ...network, opset: 18 })
    const other = { ...dataset, seed: dataset.seed + 1 }
    const { run: first } = await client.models.import({ ...placed, dataset })
    const { run: second } = await client.models.import({ ...placed, dataset: other })
    for (const run of [first, second]) await finished(client, run)
    const files = () =>
      readdirSync(join(dataDir, 'models')).filter((name) => name.startsWith(placed.hash))
    await client.shelf.delete({ runs: [first, second], on: true })
    expect(await purge(client, [first])).toBe(1)
    expect(files()).toHaveLength(2)
    await client.shelf.delete({ runs: [second], on: false })
    expect((await client.runs.get({ run: second })).imported).not.toBeNull()
    await client.shelf.delete({ runs: [second], on: true })
    expect(await purge(client, [second])).toBe(1)
    expect(files()).toEqual([])
    const again = await place('twice.onnx', { ...network, opset: 18 })
    expect((await client.models.import({ ...again, dataset })).isNew).toBe(true)
  })

  it('comes from a page in pieces, and may be told otherwise after it was refused', async () => {
    const bytes = writeOnnx({ ...network, opset: 17 })
    const piece = Buffer.from(bytes).toString('base64')
    const { file: parcel } = await client.parcels.send({ ending: 'onnx', offset: 0, piece })
    const asked = { parcel, file: 'sent.onnx', dataset }
    const wrong = { mean: [0.5, 0.5], standardDeviation: [0.5] }
    await expect(client.models.bring({ ...asked, normalisation: wrong })).rejects.toMatchObject({
      data: { code: 'model.shape' },
    })
    const modelsNow = () => readdirSync(join(dataDir, 'models')).length
    const before = modelsNow()
    const { run, facts } = await client.models.bring(asked)
    expect(facts).toMatchObject({ opset: 17, parameters: 3304 })
    // Its bytes and what was found of them.
    expect(modelsNow()).toBe(before + 2)
    expect((await finished(client, run)).spec.model).toMatchObject({ file: 'sent.onnx' })
    expect(readdirSync(join(dataDir, 'cache', 'parcels'))).toEqual([])
    await expect(client.models.bring(asked)).rejects.toMatchObject({
      ...{ data: { code: 'model.missing' }, message: 'sent.onnx: there is no such file.' },
    })
  })

  it('is known by its hash alone: what is not in the data folder is missing', async () => {
    const hash = '0'.repeat(64)
    const missing = { data: { code: 'model.missing' } }
    const request = { file: '/etc/passwd', hash, dataset }
    await expect(client.models.import(request)).rejects.toMatchObject(missing)
    const model = { architecture: 'onnx', file: 'net.onnx', hash } as const
    const spec = { ...tinySpec, model, epochs: 0 }
    await expect(client.runs.start({ specs: [spec] })).rejects.toMatchObject(missing)
  })
})

describe('host/procedures/exports: an exported run', () => {
  it('is checked by running it back, and predicts the same when it is imported again', async () => {
    const run = await train()
    const exported = await client.models.export({ run })
    expect(exported).toMatchObject({ run, step: 8, batch: null, images: 64 })
    expect(exported.largestGap).toBeLessThan(1e-5)
    const target = join(dataDir, 'out.onnx')
    await takeExport(dataDir, exported.file, target)
    expect(cachedFiles()).toEqual([])
    const placed = await placeModel(dataDir, target)
    const imported = await client.models.import({ ...placed, dataset })
    expect(imported.facts).toMatchObject({ producer: 'cusp 0.1.0' })
    await finished(client, imported.run)
    const before = (await client.runs.get({ run })).evaluations[0].plans
    await client.runs.evaluate({ run: imported.run, protocol: tinySpec.evaluation })
    const after = (await finished(client, imported.run)).evaluations[1].plans
    expect(after.map(({ accuracy }) => accuracy)).toEqual(before.map(({ accuracy }) => accuracy))
  })

  it('may be an older checkpoint that is kept, and no other', async () => {
    const run = await train()
    const { checkpoints } = await client.runs.get({ run })
    const [older] = checkpoints.filter(({ present }) => present)
    expect(older.step).toBeLessThan(8)
    expect(await client.models.export({ run, step: older.step })).toMatchObject({
      step: older.step,
    })
    await expect(client.models.export({ run, step: 1 })).rejects.toMatchObject({
      data: { code: 'checkpoint.missing', place: 'step' },
    })
    for (const file of cachedFiles()) rmSync(join(dataDir, 'cache', file))
  })

  it('is never written over a file of a person', async () => {
    const file = 'exported.onnx'
    writeFileSync(join(dataDir, 'cache', file), 'theirs')
    const target = join(dataDir, 'mine.onnx')
    writeFileSync(target, 'mine')
    const refused = takeExport(dataDir, file, target)
    await expect(refused).rejects.toMatchObject({ code: 'input.invalid', place: target })
    expect(readFileSync(target, 'utf8')).toBe('mine')
  })

  it('needs a checkpoint', async () => {
    const { runs } = await client.runs.start({ specs: [{ ...tinySpec, seed: 7 }] })
    const waiting = { data: { code: 'run.wrong-state' } }
    await expect(client.models.export({ run: runs[0] })).rejects.toMatchObject(waiting)
    await client.runs.cancel({ run: runs[0] })
  })
})
