import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunSummary } from '#contract'
import { startWorker } from '#executor'
import { openHost, type Host, type HostClient } from '#host'
import { planKey } from '#threat'
import { tinySpec } from './tiny-spec.ts'

const resources = join(import.meta.dirname, '../../../resources')
let dataDir: string
let host: Host
let client: HostClient
let run: string

async function finished(id: string): Promise<RunSummary> {
  for (;;) {
    const { summary } = await client.runs.get({ run: id })
    if (summary.state === 'finished') return summary
    if (summary.fault) throw new Error(summary.fault.message)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-host-'))
  host = await openHost({ dataDir, resources, startWorker })
  client = createRouterClient(host.router, { context: { mayNameFiles: true } })
  run = (await client.runs.start({ specs: [tinySpec], group: 'pair' })).runs[0]
  await finished(run)
})
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host/host', () => {
  it('trains, checkpoints and evaluates a run to its end', async () => {
    const detail = await client.runs.get({ run })
    expect(detail.summary).toMatchObject({
      state: 'finished',
      step: 8,
      totalSteps: 8,
      group: 'pair',
      plansDone: 4,
      plansTotal: 4,
      fault: null,
    })
    expect(detail.weightsHash).toMatch(/^[0-9a-f]{64}$/)
    expect(detail.datasetHash).toMatch(/^[0-9a-f]{64}$/)
    expect(detail.engine).toMatchObject({ name: 'onnx', provider: 'cpu' })
    expect(detail.checkpoints.map(({ step, present }) => [step, present])).toEqual([
      [3, false],
      [6, true],
      [8, true],
    ])
  })

  it('keeps every step of every series, in the order of their numbers', async () => {
    const { points, log, seq } = await client.runs.since({ run, seq: 0 })
    const steps = (name: string) => points.filter((p) => p.name === name).map((p) => p.step)
    expect(steps('loss')).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(steps('cleanAccuracy')).toEqual([4, 8])
    // Settings that never change have one point.
    expect(steps('setting.learningRate')).toEqual([1])
    const numbers = [...points, ...log].map((fact) => fact.seq).sort((a, b) => a - b)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.at(-1)).toBe(seq)
    expect((await client.runs.since({ run, seq })).points).toEqual([])
  })

  it('lists a run by what its evaluation found and its training measured', async () => {
    const { evaluations } = await client.runs.get({ run })
    const [{ scores, curves, plans }] = evaluations
    const { points } = await client.runs.since({ run, seq: 0 })
    const losses = points.filter(({ name }) => name === 'loss').map(({ value }) => value)
    const fgsm = plans.find(({ plan }) => plan.attack === 'fgsm')
    const columns = [
      'clean',
      'adv',
      'adv@0.05',
      'adv@0.1',
      'loss',
      'loss.best',
      'loss.at(3)',
      'gap',
    ]
    const page = await client.table.page({ where: 'adv >= 0 state:finished', columns, limit: 9 })
    const row = page.rows.find(({ key }) => key === run)
    expect(row?.cells.map((cell) => cell?.value)).toEqual([
      ...[scores?.clean, scores?.adversarial],
      ...[curves[0].points[0].accuracy, fgsm?.accuracy],
      ...[losses.at(-1), Math.min(...losses), losses[2], undefined],
    ])
    expect(row?.cells[6]).toMatchObject({ step: 3, sd: null, count: 1 })
    // Of eight steps there is no more to draw than eight points.
    expect(row?.spark).toEqual([])
    const { rows } = await client.table.page({ where: `id:${run}`, spark: 'loss' })
    expect(rows[0].spark.map(({ low }) => low)).toEqual(losses)
  })

  it('keeps how fast and how large the worker was, apart from what the run is', async () => {
    const { points } = await client.runs.since({ run, seq: 0 })
    const machine = points.filter(({ name }) => name === 'machine.residentBytes')
    expect(machine.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    // A Node process with an engine in it is never smaller.
    for (const { value } of machine) expect(value).toBeGreaterThan(30e6)
  })

  it('saves a checkpoint when asked, wherever the run is, and only while it trains', async () => {
    await expect(client.runs.checkpoint({ run })).rejects.toMatchObject({
      data: { code: 'run.wrong-state' },
    })
    const rare = { ...tinySpec, seed: 7, epochs: 200, checkpointEverySteps: 100_000 }
    const [long] = (await client.runs.start({ specs: [rare] })).runs
    await vi.waitFor(
      async () => expect((await client.runs.get({ run: long })).summary.step).toBeGreaterThan(2),
      { timeout: 60_000 },
    )
    expect((await client.runs.checkpoint({ run: long })).state).toBe('running')
    await vi.waitFor(
      async () => expect((await client.runs.get({ run: long })).checkpoints).toHaveLength(1),
      { timeout: 60_000 },
    )
    expect((await client.runs.get({ run: long })).summary.state).toBe('running')
    await client.runs.cancel({ run: long })
  })

  it('tries two batches in a process of their own, and keeps nothing', async () => {
    const before = (await client.runs.list()).length
    const rehearsal = await client.runs.rehearse({ spec: tinySpec })
    expect(rehearsal).toMatchObject({ steps: 8, plans: 4, firstStep: { step: 0 } })
    expect(rehearsal.trainingSeconds).toBeGreaterThan(0)
    expect(await client.runs.list()).toHaveLength(before)
    const unsuited = { ...tinySpec, batchSize: 65 }
    await expect(client.runs.rehearse({ spec: unsuited })).rejects.toMatchObject({
      data: { code: 'spec.invalid' },
    })
  })

  it('learns that a gate made a run shorter, and says so in the log', async () => {
    const gate = { metric: 'cleanAccuracy', reaches: { value: 0, direction: 'rising' } } as const
    const stages = [{ name: 'all', from: { step: 0 }, to: { share: 1 }, gate }]
    const spec = { ...tinySpec, curriculum: { ...tinySpec.curriculum, stages } }
    const [short] = (await client.runs.start({ specs: [spec] })).runs
    expect(await finished(short)).toMatchObject({ step: 4, totalSteps: 4, plansDone: 4 })
    const { log } = await client.runs.since({ run: short, seq: 0 })
    const line = log.find(({ kind }) => kind === 'gateReached')
    expect(line?.text).toMatch(
      /^Stage "all" ends by its gate, as clean accuracy is .*4 steps in all/,
    )
  })

  it('sums an evaluation up from the kept predictions', async () => {
    const { evaluations, summary } = await client.runs.get({ run })
    const [{ plans, curves, scores, count }] = evaluations
    expect(count).toBe(16)
    expect(scores).toEqual(summary.scores)
    expect(plans.map(({ family }) => family)).toEqual([
      'clean',
      'adversarial',
      'spatial',
      'adversarial',
    ])
    expect(scores?.clean).toBe(plans[0].accuracy)
    expect(scores?.adversarial).toBe(plans[1].accuracy)
    expect(curves[0].points.map(({ value }) => value)).toEqual([0.05, 0.1])
    expect(curves[0].points[1].accuracy).toBe(plans[1].accuracy)
  })

  it('shows perturbed images beside the clean ones, inside the ball', async () => {
    const { evaluations } = await client.runs.get({ run })
    const request = { run, evaluation: evaluations[0].id }
    const key = planKey(tinySpec.evaluation.plans[0])
    const { images, shape } = await client.runs.gallery({ ...request, key })
    expect(images).toHaveLength(3)
    for (const { clean, perturbed } of images) {
      const [a, b] = [clean, perturbed].map((bytes) => Buffer.from(bytes, 'base64'))
      expect(a).toHaveLength(shape.height * shape.width * shape.channels)
      const furthest = a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0)
      expect(furthest).toBeGreaterThan(0)
      expect(furthest).toBeLessThanOrEqual(Math.ceil(0.1 * 255))
    }
    await expect(client.runs.gallery({ ...request, key: 'other' })).rejects.toMatchObject({
      code: 'REFUSED',
      data: { code: 'input.invalid', place: 'key' },
    })
  })

  it('evaluates a finished run once more, to the same numbers', async () => {
    await client.runs.evaluate({ run })
    await finished(run)
    const { evaluations, weightsHash } = await client.runs.get({ run })
    expect(evaluations).toHaveLength(2)
    expect(evaluations[1].plans).toEqual(evaluations[0].plans)
    expect(weightsHash).not.toBeNull()
  })

  it('sets a run beside another seed of its spec', async () => {
    const { runs } = await client.runs.start({ specs: [{ ...tinySpec, seed: 1 }] })
    await finished(runs[0])
    const { differences, pairs, warnings } = await client.runs.compare({ runs: [run, runs[0]] })
    expect(differences).toEqual([{ path: 'seed', values: ['0', '1'] }])
    expect(pairs.map(({ family }) => family)).toEqual(['clean', 'adversarial', 'spatial'])
    expect(warnings.filter(({ reason }) => reason !== 'degenerate')).toEqual([])
  })
})
