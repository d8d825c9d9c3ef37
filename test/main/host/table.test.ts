import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TableRequest } from '#contract'
import { openLiveHost, type HostClient, type LiveHost } from '#host'
import { purge } from './purge.ts'
import { tinySpec } from './tiny-spec.ts'

let dataDir: string
let host: LiveHost
let client: HostClient
let runs: string[]

/** A host that computes nothing, with runs of two configurations and three seeds that wait. */
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-table-'))
  host = await openLiveHost({ dataDir, log: () => undefined, computes: false })
  client = host.client
  const specs = [2, 3].flatMap((epochs) =>
    [0, 1, 2].map((seed) => ({ ...tinySpec, epochs, seed, name: `${epochs} epochs` })),
  )
  runs = (await client.runs.start({ specs })).runs
})
afterEach(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const ids = async (request: TableRequest) =>
  (await client.table.page(request)).rows.map(({ key }) => key)
const refused = (code: string, place: string) =>
  expect.objectContaining({ name: 'CuspError', code, place }) as unknown

describe('host/table', () => {
  it('gives a window of the matching runs, and how many there are', async () => {
    const newest = runs.toReversed()
    expect(await ids({})).toEqual(newest)
    const page = await client.table.page({ where: 'config.epochs = 2', offset: 1, limit: 1 })
    expect(page).toMatchObject({ total: 3, runs: 3, offset: 1 })
    expect(page.rows.map(({ key }) => key)).toEqual([runs[1]])
    expect((await client.table.ids({ where: 'seed:0' })).runs).toEqual([runs[3], runs[0]])
    expect(await ids({ sort: { by: 'name', descending: false } })).toEqual([
      ...runs.slice(0, 3).toReversed(),
      ...runs.slice(3).toReversed(),
    ])
  })

  it('refuses what is no query, naming the place, and a column that no run has', async () => {
    await expect(client.table.page({ where: 'seed: and' })).rejects.toEqual(
      refused('input.invalid', 'where'),
    )
    await expect(client.table.page({ where: 'adversaral > 0.2' })).rejects.toThrow(
      /no run has a number "adversaral"; did you mean adversarial\? \(at character 1 of/,
    )
    const sort = { by: 'nmae', descending: true }
    await expect(client.table.page({ sort })).rejects.toThrow(/did you mean name\?/)
  })

  it('has a row for each configuration without its seed, and counts its runs', async () => {
    const page = await client.table.page({ grouped: true, baseline: runs[0] })
    expect(page).toMatchObject({ total: 2, runs: 6 })
    expect(page.rows.map(({ runs: members, seeds }) => [members.length, seeds])).toEqual([
      [3, [0, 1, 2]],
      [3, [0, 1, 2]],
    ])
    expect(page.baseline?.runs.toSorted()).toEqual(runs.slice(0, 3).toSorted())
    // The baseline stays, whatever is filtered.
    const other = await client.table.page({ where: 'config.epochs:3', baseline: runs[0] })
    expect(other.baseline?.key).toBe(runs[0])
  })

  it('writes what it shows as text, a row for each run', async () => {
    const request = { where: 'seed:1', columns: ['clean'], fields: ['name', 'seed'] as const }
    const asked = { ...request, fields: [...request.fields] }
    const { text } = await client.table.text({ ...asked, format: 'csv' })
    expect(text).toBe('name,seed,clean\r\n3 epochs,1,\r\n2 epochs,1,\r\n')
    const chosen = await client.table.text({ ...asked, format: 'csv', runs: [runs[1]] })
    expect(chosen).toEqual({ text: 'name,seed,clean\r\n2 epochs,1,\r\n', rows: 1 })
  })
})

describe('host/procedures/shelf', () => {
  it('tags, notes and archives, and a query finds each', async () => {
    const [a, b, c] = runs
    await client.shelf.label({ runs: [a, b], kind: 'tag', name: 'ablation', on: true })
    await client.shelf.label({ runs: [b], kind: 'collection', name: 'paper', on: true })
    await client.shelf.label({ runs: [a], kind: 'tag', name: 'ablation', on: false })
    await client.shelf.note({ run: c, notes: 'look again' })
    expect(await ids({ where: 'tag:ablation' })).toEqual([b])
    expect(await ids({ where: 'collection:paper' })).toEqual([b])
    expect(await ids({ where: 'note:*again' })).toEqual([c])
    const [row] = (await client.table.page({ where: 'tag:ablation' })).rows
    expect(row).toMatchObject({ tags: ['ablation'], collections: ['paper'] })
    await client.shelf.archive({ runs: [a, b], on: true })
    expect(await ids({})).toHaveLength(4)
    expect(await ids({ where: 'is:archived' })).toEqual([b, a])
    await client.shelf.archive({ runs: [b], on: false })
    expect(await ids({})).toContain(b)
    const { values } = await client.table.vocabulary()
    expect(values['tag']).toEqual(['ablation'])
  })

  it('deletes what has ended, all or none, and restores or removes it', async () => {
    const [a, b] = runs
    await client.runs.cancel({ run: a })
    await expect(client.shelf.delete({ runs: [a, b], on: true })).rejects.toEqual(
      refused('run.wrong-state', 'run'),
    )
    expect(await ids({})).toContain(a)
    await client.shelf.delete({ runs: [a], on: true })
    expect(await ids({})).not.toContain(a)
    expect((await client.runs.list()).map(({ id }) => id)).not.toContain(a)
    expect(await ids({ where: 'is:deleted' })).toEqual([a])
    await client.shelf.delete({ runs: [a], on: false })
    expect(await ids({})).toContain(a)
    await expect(purge(client, [a])).rejects.toEqual(refused('run.wrong-state', 'run'))
    await client.shelf.delete({ runs: [a], on: true })
    expect(await purge(client, [a, a])).toBe(1)
    await expect(client.runs.get({ run: a })).rejects.toEqual(refused('run.unknown', 'run'))
    await expect(purge(client, [a])).rejects.toEqual(refused('run.unknown', 'run'))
    expect(await ids({})).toHaveLength(5)
  })

  it('computes no run that is deleted until it is restored', async () => {
    const [a] = runs
    await client.runs.pause({ run: a })
    await expect(client.shelf.delete({ runs: [a], on: true })).rejects.toThrow(/is paused/)
    await client.runs.cancel({ run: a })
    const store = new Database(join(dataDir, 'cusp.sqlite'))
    // A worker that crashed leaves a run so; this host computes nothing.
    store.prepare("UPDATE runs SET state = 'interrupted' WHERE id = ?").run(a)
    store.close()
    await client.shelf.delete({ runs: [a], on: true })
    await expect(client.runs.resume({ run: a })).rejects.toThrow(/is deleted; only a run that was/)
    await client.shelf.delete({ runs: [a], on: false })
    expect((await client.runs.resume({ run: a })).state).toBe('queued')
  })

  it('removes no run that has begun again since it was deleted', async () => {
    const [a] = runs
    await client.runs.cancel({ run: a })
    await client.shelf.delete({ runs: [a], on: true })
    const store = new Database(join(dataDir, 'cusp.sqlite'))
    store.prepare("UPDATE runs SET state = 'queued', queue_turn = 9 WHERE id = ?").run(a)
    store.close()
    await expect(purge(client, [a])).rejects.toEqual(refused('run.wrong-state', 'run'))
    expect((await client.runs.get({ run: a })).summary.id).toBe(a)
  })

  it('removes runs that two ask for at a time once, and each is told', async () => {
    const gone = runs.slice(0, 4)
    for (const run of gone) await client.runs.cancel({ run })
    await client.shelf.delete({ runs: gone, on: true })
    const both = await Promise.allSettled([purge(client, gone), purge(client, gone.slice(2))])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(both).toMatchObject([{ value: 4 }, { reason: { code: 'run.unknown' } }])
    expect(await ids({ where: 'is:deleted' })).toEqual([])
    expect(await ids({})).toHaveLength(2)
  })

  it('keeps views over a close', async () => {
    const view = {
      ...{ where: 'tag:x', sort: { by: 'clean', descending: true }, grouped: true },
      ...{
        fields: ['state' as const],
        columns: ['clean'],
        turned: [],
        spark: null,
        baseline: null,
      },
    }
    const saved = await client.views.save({ name: 'mine', view })
    await client.views.save({ ...saved, name: 'ours' })
    await host.close()
    host = await openLiveHost({ dataDir, log: () => undefined, computes: false })
    client = host.client
    expect(await client.views.list()).toEqual([{ id: saved.id, name: 'ours', view }])
    await client.views.remove({ id: saved.id })
    expect(await client.views.list()).toEqual([])
  })
})
