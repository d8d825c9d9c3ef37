import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDataset } from '#dataset'
import { startWorker } from '#executor'
import { openHost, type Host, type HostClient } from '#host'
import { writeCorruptions } from '../../../src-main/dataset/stored/corruptions.ts'
import { writeExamples } from '../../../src-main/dataset/stored/examples.ts'
import { origin, report } from '../dataset/stored/sample.ts'
import { bars, specOf } from '../trainer/tiny-run.ts'

const resources = join(import.meta.dirname, '../../../resources')
const parts = { train: 42, test: 18 }
const { images, labels, shape, classes } = bars(60)
const pixels = shape.height * shape.width
let dataDir: string
let host: Host
let client: HostClient
let run: string

/** "black" darkens the more the higher its severity, to nothing at 5; "same" leaves all as it is. */
const corrupted = (corruption: string, severity: number) =>
  images
    .slice(parts.train * pixels)
    .map((byte) => (corruption === 'black' ? byte * (1 - severity / 5) : byte))

const source = { kind: 'stored', name: 'bars' } as const
const plan = (corruption: string, severity: number, set = 'bars-c') => ({
  ...{ attack: 'corruption' as const, set, corruption },
  severity: severity as 1 | 2 | 3 | 4 | 5,
})
const protocolOf = (...plans: object[]) => ({
  ...{ version: 1 as const, name: 'corrupted', subset: { count: 18 } },
  plans: plans as ReturnType<typeof plan>[],
})
const refusedWith = (code: string, message: RegExp) =>
  expect.objectContaining({
    data: expect.objectContaining({ code }) as unknown,
    message: expect.stringMatching(message) as unknown,
  }) as unknown

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-corruption-'))
  host = await openHost({ dataDir, resources, startWorker })
  client = createRouterClient(host.router, { context: { mayNameFiles: true } })
  const datasets = join(dataDir, 'datasets')
  const examples = { images, labels, shape, classes, parts }
  await writeExamples({ datasets, name: 'bars', now: 0 }, examples, { report, origin })
  const base = await loadDataset(source, { resources, datasets })
  await writeCorruptions(
    { datasets, name: 'bars-c', now: 0 },
    {
      base,
      corruptions: ['black', 'same'],
      slab: async (corruption, severity) => corrupted(corruption, severity),
      origin: () => ({ ...origin, format: 'corruptions' }),
    },
  )
  const spec = specOf({
    dataset: { source, train: 42, test: 18 },
    epochs: 12,
    evaluation: protocolOf(plan('same', 3), plan('black', 5)),
  })
  run = (await client.runs.start({ specs: [spec] })).runs[0]
  for (;;) {
    const { summary } = await client.runs.get({ run })
    if (summary.fault) throw new Error(summary.fault.message)
    if (summary.state === 'finished') break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host, corruption', () => {
  it('evaluates the stored images, and keeps the mean over them as its own family', async () => {
    const { evaluations } = await client.runs.get({ run })
    const [{ plans, scores }] = evaluations
    const [clean, same, black] = plans
    expect([clean, same, black].map(({ family }) => family)).toEqual([
      'clean',
      'corruption',
      'corruption',
    ])
    expect(clean.accuracy).toBeGreaterThan(0.9)
    expect(same.accuracy).toBe(clean.accuracy)
    expect(same.invariance).toBe(1)
    // A black image shows no bar: whatever is answered is right for one class of three.
    expect(black.accuracy).toBeCloseTo(1 / 3, 10)
    expect(scores?.corruption).toBeCloseTo((same.accuracy + black.accuracy) / 2, 10)
    expect(scores).toMatchObject({ adversarial: null, spatial: null, worstCase: null })
  })

  it('fits the shipped protocol to a set: all corruptions at all severities', async () => {
    const ask = { run, name: 'corruption', corruptions: 'bars-c' } as const
    const { plans } = await client.protocols.for(ask)
    expect(plans).toHaveLength(10)
    expect(plans[0]).toEqual(plan('black', 1))
    const bare = client.protocols.for({ run, name: 'corruption' })
    await expect(bare).rejects.toThrow(/needs the name of a stored corruption set/)
  })

  it.each([
    [plan('black', 1, 'none-c'), 'dataset.unknown', /none-c/],
    [plan('blck', 1), 'input.invalid', /protocol\.plans\[1\].*"blck"; it has black, same/],
    [{ attack: 'autoattack', epsilon: 0.1 }, 'attack.unsuited', /plans\[1\].*needs 4.*there are 3/],
  ])('refuses %o before anything is computed', async (given, code, message) => {
    const protocol = protocolOf(plan('same', 1), given)
    await expect(client.runs.evaluate({ run, protocol })).rejects.toEqual(
      refusedWith(code, message),
    )
    const spec = specOf({ dataset: { source, train: 42, test: 18 }, evaluation: protocol })
    await expect(client.runs.start({ specs: [spec] })).rejects.toThrow()
    expect(await client.runs.list()).toHaveLength(1)
  })
})
