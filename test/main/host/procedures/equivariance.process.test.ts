import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker } from '#executor'
import { openHost, type Host, type HostClient } from '#host'
import { runSpecSchema } from '#spec'
import { finished } from '../finished.ts'
import { tinySpec } from '../tiny-spec.ts'

const resources = join(import.meta.dirname, '../../../../resources')
const spec = runSpecSchema.parse({ ...tinySpec, model: { architecture: 'p4-cnn-small' } })

let dataDir: string
let host: Host
let client: HostClient
let run: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-equivariance-'))
  host = await openHost({ dataDir, resources, startWorker })
  client = createRouterClient(host.router, { context: { mayNameFiles: true } })
  const { runs } = await client.runs.start({ specs: [spec] })
  run = runs[0]
  await finished(client, run)
}, 120_000)
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host/procedures/equivariance', () => {
  it('reads a trained checkpoint, keeps the reading with its hash, and says so in the log', async () => {
    const reading = await client.models.equivariance({ run })
    expect(reading.layers?.map(({ name, group }) => [name, group])).toEqual([
      ...['conv1', 'conv2', 'conv3'].map((name) => [name, 'p4']),
      ...['pooled', 'logits'].map((name) => [name, 'trivial']),
    ])
    for (const { error } of reading.layers ?? []) expect(error).toBeLessThan(1e-4)
    expect(reading).toMatchObject({ step: 8, images: 64, isImported: false })
    const { equivariance, checkpoints } = await client.runs.get({ run })
    expect(equivariance).toEqual([reading])
    expect(reading.checkpointHash).toBe(checkpoints.at(-1)?.hash)
    const { log } = await client.runs.since({ run, seq: 0 })
    expect(log.at(-1)).toMatchObject({ kind: 'equivarianceMeasured', step: 8 })
  }, 120_000)

  it('reads an older checkpoint that is kept, and refuses one that is not', async () => {
    const { checkpoints } = await client.runs.get({ run })
    const [older] = checkpoints.filter(({ present }) => present)
    await client.models.equivariance({ run, step: older.step })
    const { equivariance } = await client.runs.get({ run })
    expect(equivariance.map(({ step }) => step)).toEqual([older.step, 8])
    const refused = client.models.equivariance({ run, step: 1 })
    await expect(refused).rejects.toMatchObject({
      message: expect.stringMatching(
        /no checkpoint of step 1; it keeps those of steps .*8/,
      ) as string,
      data: { code: 'checkpoint.missing', place: 'step' },
    })
  }, 120_000)

  it('waits for a run to stand still', async () => {
    const { runs } = await client.runs.start({ specs: [{ ...spec, seed: 3 }] })
    await expect(client.models.equivariance({ run: runs[0] })).rejects.toMatchObject({
      data: { code: 'run.wrong-state' },
    })
    await client.runs.cancel({ run: runs[0] })
  })
})
