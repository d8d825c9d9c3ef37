import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { protocolSchema, type Protocol, type RunDetail } from '#contract'
import { startWorker } from '#executor'
import { openHost, type Host, type HostClient } from '#host'
import { finished } from './finished.ts'
import { tinySpec } from './tiny-spec.ts'

const resources = join(import.meta.dirname, '../../../resources')
let dataDir: string
let host: Host
let client: HostClient
let target: RunDetail
let source: RunDetail

const transferFrom = (run: string, weights: string): Protocol =>
  protocolSchema.parse({
    version: 1,
    name: 'transfer',
    subset: { count: 16 },
    plans: [
      { attack: 'pgd', epsilon: 0.2, steps: 10 },
      { attack: 'transfer', from: { run, weights }, epsilon: 0.2, steps: 10 },
    ],
    examination: { count: 16 },
  })

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-transfer-'))
  host = await openHost({ dataDir, resources, startWorker })
  client = createRouterClient(host.router, { context: { mayNameFiles: true } })
  const { runs } = await client.runs.start({ specs: [tinySpec, { ...tinySpec, seed: 5 }] })
  target = await finished(client, runs[0])
  source = await finished(client, runs[1])
}, 180_000)
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host/transfer', () => {
  it('attacks a run by what is crafted on another, and sets it against PGD as a black-box attack', async () => {
    const run = target.summary.id
    const protocol = transferFrom(source.summary.id, source.weightsHash ?? '')
    await client.runs.evaluate({ run, protocol })
    const { evaluations } = await finished(client, run)
    const last = evaluations.at(-1)
    const plan = last?.plans.find((each) => each.plan.attack === 'transfer')
    expect(plan).toMatchObject({ family: 'adversarial', climbs: 'label' })
    expect(plan?.label).toMatch(/^PGD-10 L∞, ε = 0.2, crafted on run /)
    const contest = last?.masking?.signals.find(({ signal }) => signal === 'black-box-wins')
    // A network that has learnt next to nothing may be degenerate, and then has no signals at all.
    if (contest) expect(contest.text).toMatch(/crafted on run/)
    else expect(last?.masking?.verdict).toBe('not examined')
  }, 180_000)

  it('refuses a run that is not there, and weights that are not its own', async () => {
    const run = target.summary.id
    const refused = (protocol: Protocol) => client.runs.evaluate({ run, protocol })
    const place = 'protocol.plans[1].from'
    await expect(refused(transferFrom('nobody', 'a'.repeat(64)))).rejects.toMatchObject({
      data: { code: 'run.unknown', place },
    })
    await expect(refused(transferFrom(source.summary.id, 'a'.repeat(64)))).rejects.toMatchObject({
      data: { code: 'checkpoint.missing', place },
    })
  })
})
