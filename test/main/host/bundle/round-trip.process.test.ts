import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figureSpecSchema, type RunDetail } from '#contract'
import { tinySpec } from '../tiny-spec.ts'
import { bring, bundleOf, finish, openFolder, preview, settled, type Folder } from './rig.ts'

let here: Folder
let there: Folder
let run: RunDetail
let paused: RunDetail
let curriculum: string
let comparison: string
let figure: string
let report: string
let frozen: string
let bundle: string

beforeAll(async () => {
  here = await openFolder(true)
  const { client } = here.host
  run = await finish(here, tinySpec)
  const id = run.summary.id
  await client.models.equivariance({ run: id })
  await client.shelf.note({ run: id, notes: 'Seen on a Monday.' })
  await client.shelf.label({ runs: [id], kind: 'tag', name: 'first', on: true })
  const long = { ...tinySpec, name: 'long', epochs: 400, checkpointEverySteps: 1_000 }
  const [started] = (await client.runs.start({ specs: [long], group: 'pair' })).runs
  await settled(client, started, ['running'])
  await client.runs.pause({ run: started })
  paused = await settled(client, started, ['paused'])
  const { id: saved } = await client.curricula.save({ name: 'mine', spec: tinySpec })
  await client.curricula.save({ id: saved, name: 'mine', spec: { ...tinySpec, epochs: 3 } })
  curriculum = saved
  const runs = [id, paused.summary.id]
  const view = { hidden: [], over: 'step', smoothing: 0.5, band: 'sd' } as const
  comparison = (
    await client.comparisons.save({
      ...{ name: 'both', runs },
      view: { ...view, hidden: [], tradeOff: ['spatial', 'adversarial'] },
    })
  ).id
  const plot = { kind: 'robustness' } as const
  figure = (
    await client.figures.save({ name: 'fig', spec: figureSpecSchema.parse({ runs, plot }) })
  ).id
  const begun = await client.reports.create({ name: 'All of it', text: 'No panel yet.' })
  report = begun.id
  // Of nobody's runs, and of a run that stays: neither comes along.
  await client.reports.create({ name: 'Words', text: 'Words alone.' })
  const shown = { panel: 'table', runs } as const
  frozen = (await client.reports.freeze({ id: report, spec: shown })).key
  const forgotten = await client.reports.freeze({ id: report, spec: shown })
  expect(forgotten.key).not.toBe(frozen)
  for (const spec of [
    { ...shown, frozen },
    { panel: 'figure', figure } as const,
    { panel: 'comparison', comparison } as const,
  ]) {
    await client.reports.append({ id: report, spec })
  }
  bundle = await bundleOf(here, { runs, checkpoints: true, samples: true })
  there = await openFolder(true)
})
afterAll(async () => {
  await there.close()
  await here.close()
})

/** Everything that can be asked of a run, without what is of a folder and not of the run. */
async function everything({ host: { client } }: Folder, id: string) {
  const { summary, repeat: _here, ...detail } = await client.runs.get({ run: id })
  const { number: _place, ...known } = summary
  const { points, log, seq } = await client.runs.since({ run: id, seq: 0 })
  const evaluations = detail.evaluations.map(({ id: _key, ...made }) => made)
  const galleries = []
  for (const { id: evaluation, plans } of detail.evaluations) {
    const { key } = plans[1]
    galleries.push(await client.runs.gallery({ run: id, evaluation, key }))
  }
  return { known, ...detail, evaluations, points, log, seq, galleries }
}

describe('host/bundle round trip', () => {
  it('says what would come in, and keeps nothing of it', async () => {
    const seen = await preview(there, bundle)
    expect(seen).toMatchObject({ version: 2, unknown: [], models: 0, datasets: [] })
    expect(seen.runs).toMatchObject([
      { id: run.summary.id, name: 'tiny', state: 'finished', standing: 'new', checkpoints: 2 },
      { id: paused.summary.id, name: 'long', state: 'paused', standing: 'new' },
    ])
    expect(seen.curricula).toEqual([{ id: curriculum, name: 'mine', standing: 'new' }])
    expect(seen.comparisons).toEqual([{ id: comparison, name: 'both', standing: 'new' }])
    expect(seen.reports).toEqual([{ id: report, name: 'All of it', standing: 'new' }])
    expect(await there.host.client.runs.list()).toEqual([])
  })

  it('is the identity on all that can be asked of a run', async () => {
    const brought = await bring(there, bundle)
    expect(brought.runs).toEqual([run.summary.id, paused.summary.id])
    for (const id of brought.runs) {
      expect(await everything(there, id)).toEqual(await everything(here, id))
    }
    const { client } = there.host
    expect(await client.curricula.versions({ id: curriculum })).toEqual(
      await here.host.client.curricula.versions({ id: curriculum }),
    )
    expect(await client.comparisons.list()).toEqual(await here.host.client.comparisons.list())
    expect(await client.figures.get({ id: figure })).toEqual(
      await here.host.client.figures.get({ id: figure }),
    )
    expect(await client.reports.get({ id: report })).toEqual(
      await here.host.client.reports.get({ id: report }),
    )
    const spec = { panel: 'table', runs: brought.runs, frozen } as const
    expect(await client.reports.panel({ id: report, spec })).toEqual(
      await here.host.client.reports.panel({ id: report, spec }),
    )
    const page = { id: report, format: 'html', at: 1_000 } as const
    expect(await client.reports.export(page)).toEqual(await here.host.client.reports.export(page))
    const request = { runs: brought.runs }
    expect(await client.runs.compare(request)).toEqual(await here.host.client.runs.compare(request))
  })

  it('gives the same bytes again, from either folder', async () => {
    const request = { runs: [paused.summary.id, run.summary.id], samples: true, checkpoints: true }
    const again = await bundleOf(here, request, 'again.cusp')
    const copied = await bundleOf(there, request, 'copied.cusp')
    // All before the header of the manifest, which says when it was written.
    const parts = (path: string) => {
      const bytes = readFileSync(path)
      return bytes.subarray(0, bytes.indexOf('\r\0\0\0manifest.json', 0, 'latin1') - 26)
    }
    expect(parts(again).equals(parts(bundle))).toBe(true)
    expect(parts(copied).equals(parts(bundle))).toBe(true)
  })

  it('leaves what is here already as it is', async () => {
    const seen = await preview(there, bundle)
    expect(seen.runs.map(({ standing }) => standing)).toEqual(['same', 'same'])
    expect(seen.curricula.map(({ standing }) => standing)).toEqual(['same'])
    expect(seen.comparisons.map(({ standing }) => standing)).toEqual(['same'])
    expect(seen.figures.map(({ standing }) => standing)).toEqual(['same'])
    expect(seen.reports.map(({ standing }) => standing)).toEqual(['same'])
    const brought = await bring(there, bundle)
    expect(brought).toEqual({
      kind: 'brought',
      runs: [],
      curricula: [],
      comparisons: [],
      figures: [],
      reports: [],
    })
  })

  it('brings checkpoints that are evaluated, forked and resumed', async () => {
    const { client } = there.host
    const { id } = run.summary
    await client.runs.evaluate({ run: id })
    const again = await settled(client, id, ['finished'])
    expect(again.evaluations).toHaveLength(2)
    const [first, second] = again.evaluations.map(({ plans }) => plans)
    expect(second).toEqual(first)
    const kept = run.checkpoints.find(({ step, present }) => present && step < 8)
    const startsFrom = { run: id, step: kept?.step ?? 0, checkpointHash: kept?.hash ?? '' }
    const fork = await finish(there, { ...tinySpec, name: 'fork', startsFrom })
    expect(fork.weightsHash).toBe(run.weightsHash)
    await client.runs.resume({ run: paused.summary.id })
    const resumed = await settled(client, paused.summary.id, ['running', 'finished'])
    expect(resumed.summary.step).toBeGreaterThanOrEqual(paused.summary.step)
    await client.runs.cancel({ run: paused.summary.id })
    await settled(client, paused.summary.id, ['cancelled'])
  })

  it('says that what has changed here since differs, and still leaves it', async () => {
    const seen = await preview(there, bundle)
    expect(seen.runs.map(({ standing }) => standing)).toEqual(['differs', 'differs'])
    expect((await bring(there, bundle)).runs).toEqual([])
    expect((await there.host.client.runs.get({ run: run.summary.id })).evaluations).toHaveLength(2)
  })

  it('carries less when less is asked for, and says how large the rest would be', async () => {
    const { id } = run.summary
    const { client } = here.host
    const sizes = await client.bundles.foretell({ runs: [id] })
    expect(sizes).toMatchObject({
      runs: 1,
      checkpoints: 2,
      curricula: 1,
      comparisons: 0,
      reports: 0,
    })
    expect(sizes.left).toEqual([])
    expect(sizes.checkpointBytes).toBeGreaterThan(100_000)
    expect(sizes.sampleBytes).toBe(3 * 3 * 28 * 28)
    const small = await bundleOf(here, { runs: [id] }, 'small.cusp')
    expect(readFileSync(small).length).toBeLessThan(60_000)
    const empty = await openFolder()
    expect((await bring(empty, small)).runs).toEqual([id])
    const detail = await empty.host.client.runs.get({ run: id })
    expect(detail.checkpoints.map(({ present }) => present)).toEqual(
      run.checkpoints.map(() => false),
    )
    expect(detail.summary.scores).toEqual(run.summary.scores)
    await empty.close()
  })
})
