import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker } from '#executor'
import { openHost, type Host, type HostClient } from '#host'
import { largestBatch, resolveRun, runSpecSchema, trainingBytes, trainingMs } from '#spec'
import { tinySpec } from '../tiny-spec.ts'

const resources = join(import.meta.dirname, '../../../../resources')
const lanes = {
  epsilon: [{ at: { share: 0 }, value: 0.1 }],
  attackSteps: [{ at: { share: 0 }, value: 3 }],
}
const spec = runSpecSchema.parse({ ...tinySpec, curriculum: { name: 'attacked', lanes } })
const moved = { ...lanes, rotation: [{ at: { share: 0 }, value: 30 }] }
const movedSpec = runSpecSchema.parse({ ...tinySpec, curriculum: { name: 'moved', lanes: moved } })

let dataDir: string
let host: Host
let client: HostClient

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-costs-'))
  host = await openHost({ dataDir, resources, startWorker })
  client = createRouterClient(host.router, { context: { mayNameFiles: true } })
})
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host/procedures/costs', () => {
  it('measures in processes of their own, and knows afterwards what any curriculum takes', async () => {
    expect(await client.costs.known({ spec })).toBeNull()
    const report = await client.costs.measure({ spec })
    const { rates, memory, wasBusy, evaluationBytes } = report
    expect(rates.still?.climb).toBeGreaterThan(0)
    expect(rates.evaluation.turn).toBeGreaterThan(0)
    expect(rates.moved).toBeNull()
    expect(wasBusy).toBe(false)
    expect(trainingMs(resolveRun(spec).curriculum, spec, rates)).toBeGreaterThan(0)
    // A process with a runtime in it, and a batch of small images: tens of MB, not kB or GB.
    const bytes = trainingBytes(memory, spec.batchSize)
    expect(bytes).toBeGreaterThan(50 * 2 ** 20)
    expect(evaluationBytes).toBeGreaterThanOrEqual(bytes - 1)
    expect(largestBatch(memory, bytes + 1)).toBeGreaterThanOrEqual(spec.batchSize)
    expect(await client.costs.known({ spec })).toEqual(report)
    expect(await client.costs.known({ spec: { ...spec, batchSize: 5 } })).toBeNull()
  }, 240_000)

  it('keeps what an earlier curriculum reached, beside what a later one does', async () => {
    const before = await client.costs.known({ spec: movedSpec })
    expect(trainingMs(resolveRun(movedSpec).curriculum, movedSpec, before!.rates)).toBeNull()
    const { rates } = await client.costs.measure({ spec: movedSpec })
    expect(rates.moved?.climb).toBeGreaterThan(0)
    expect(rates.still).toEqual(before?.rates.still)
  }, 240_000)

  it('takes what lies in the cache for unknown when it is damaged', async () => {
    const cache = join(dataDir, 'cache')
    for (const entry of readdirSync(cache, { withFileTypes: true }))
      if (entry.isFile()) writeFileSync(join(cache, entry.name), '{"rates": 1')
    expect(await client.costs.known({ spec })).toBeNull()
  })

  it('refuses a model that is not trained', async () => {
    const hash = 'a'.repeat(64)
    const imported = runSpecSchema.parse({
      ...tinySpec,
      model: { architecture: 'onnx', file: 'net.onnx', hash },
      epochs: 0,
      curriculum: { name: 'none' },
    })
    await expect(client.costs.measure({ spec: imported })).rejects.toMatchObject({
      data: { code: 'spec.invalid', place: 'model' },
    })
  })
})
