import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLiveHost, type LiveHost } from '#host'
import { plansOf } from '#threat'
import { packArchive, type Archive } from '../../../../src-main/host/archive/index.ts'
import { tinySpec } from '../tiny-spec.ts'

let dataDir: string
let host: LiveHost

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-host-'))
  host = await openLiveHost({ dataDir, log: () => undefined, computes: false })
})
afterEach(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const base64 = (values: Uint8Array) => Buffer.from(values).toString('base64')
const labels = Uint8Array.from({ length: 16 }, (_, i) => i % 10)
/** Right on all clean images; under each later plan one more of them is read as a 3. */
const saidUnder = (position: number) =>
  labels.map((label, i) => (i < position ? (label === 3 ? 4 : 3) : label))

const archive: Archive = {
  study: 'tiny',
  runs: [
    {
      id: '0123456789',
      spec: tinySpec,
      totalSteps: 8,
      createdAt: 1000,
      finishedAt: 3000,
      activeMs: 1500,
      imagesPerSecond: 300,
      datasetHash: 'a'.repeat(64),
      engine: { name: 'onnx', provider: 'cpu', threads: 2, versions: { onnxruntime: '1.0' } },
      weightsHash: 'b'.repeat(64),
      metrics: [{ name: 'loss', steps: [1, 2], values: [2.3, 1.5] }],
      events: [{ at: 1000, step: 0, source: 'worker', kind: 'runStarted', text: 'Begins.' }],
      evaluation: {
        step: 8,
        protocol: tinySpec.evaluation,
        subset: base64(new Uint8Array(Uint32Array.from(labels, (_, i) => i).buffer)),
        labels: base64(labels),
        subsetHash: 'c'.repeat(64),
        startedAt: 2000,
        finishedAt: 3000,
        plans: plansOf(tinySpec.evaluation).map(({ plan }, position) => ({
          plan,
          predictions: base64(saidUnder(position)),
        })),
      },
    },
  ],
}

interface Document {
  manifest: { id: string; sha256: string }[]
  runs: Record<string, unknown>[]
}
const bring = (packed: Uint8Array) =>
  host.client.studies.import({ archive: base64(packed), name: 'file' })

/** The archive with its document changed, hashes made anew unless told. */
function forged(change: (document: Document) => void, isHashed = true): Uint8Array {
  const document = JSON.parse(gunzipSync(packArchive(archive)).toString()) as Document
  change(document)
  if (isHashed) {
    document.runs.forEach((run, i) => {
      const sha256 = createHash('sha256').update(JSON.stringify(run)).digest('hex')
      document.manifest[i] = { id: document.manifest[i].id, sha256 }
    })
  }
  return gzipSync(JSON.stringify(document))
}

describe('host/archive', () => {
  it('makes finished runs whose rates are those of the predictions', async () => {
    const opened = await bring(packArchive(archive))
    expect(opened).toEqual({ study: 'tiny', runs: ['0123456789'], added: 1 })
    const { summary, evaluations, weightsHash } = await host.client.runs.get({ run: '0123456789' })
    expect(summary).toMatchObject({ state: 'finished', study: 'tiny', activeSeconds: 1.5, step: 8 })
    expect(summary.scores).toMatchObject({ clean: 1, adversarial: 15 / 16, spatial: 14 / 16 })
    expect(weightsHash).toBe('b'.repeat(64))
    expect(evaluations[0].curves[0].points).toHaveLength(2)
    const { points, log } = await host.client.runs.since({ run: '0123456789', seq: 0 })
    expect(points.map(({ step, value }) => [step, value])).toEqual([
      [1, 2.3],
      [2, 1.5],
    ])
    expect(log.map(({ kind }) => kind)).toEqual(['runStarted', 'recordImported'])
  })

  it('changes nothing the second time', async () => {
    await bring(packArchive(archive))
    expect(await bring(packArchive(archive))).toMatchObject({ added: 0 })
    expect(await host.client.runs.list()).toHaveLength(1)
  })

  it('gives back what it was given, but for the line that says whence it came', async () => {
    await bring(packArchive(archive))
    const { archive: again } = await host.client.studies.export({ name: 'tiny' })
    const { runs } = JSON.parse(gunzipSync(Buffer.from(again, 'base64')).toString()) as Document
    const [{ events, ...run }] = runs
    const [{ events: before, ...given }] = archive.runs
    expect(run).toEqual(JSON.parse(JSON.stringify(given)))
    expect((events as unknown[]).slice(0, 1)).toEqual(before)
  })

  it('says that a record has no checkpoint to evaluate or to resume from', async () => {
    await bring(packArchive(archive))
    const run = '0123456789'
    const refused = (code: string) => expect.objectContaining({ code }) as unknown
    await expect(host.client.runs.evaluate({ run })).rejects.toEqual(refused('checkpoint.missing'))
    await expect(host.client.runs.resume({ run })).rejects.toEqual(refused('run.wrong-state'))
  })

  it.each([
    ['is not gzip', () => Buffer.from('not an archive'), /not gzipped JSON/],
    ['unfolds to too much', () => gzipSync(Buffer.alloc(65 * 2 ** 20)), /not gzipped JSON of at/],
    [
      'has a run of another hash',
      () => forged(({ runs }) => (runs[0]['activeMs'] = 1), false),
      /hash/,
    ],
    ['holds what is no field', () => forged(({ runs }) => (runs[0]['path'] = '/')), /path/],
    ['has an id that is a path', () => forged(({ runs }) => (runs[0]['id'] = '../../../x')), /id/],
    [
      'names another run than it holds',
      () => forged(({ runs }) => (runs[0]['id'] = 'abcdefghjk')),
      /names run 0123456789/,
    ],
    [
      'lacks predictions of some images',
      () =>
        forged(({ runs }) => {
          const evaluation = runs[0]['evaluation'] as { plans: { predictions: string }[] }
          evaluation.plans[1].predictions = 'AAAA'
        }),
      /not of 16 images throughout/,
    ],
    [
      'has a spec whose parts do not fit',
      () => forged(({ runs }) => (runs[0]['spec'] = { ...tinySpec, batchSize: 65 })),
      /batchSize/,
    ],
  ])('refuses an archive that %s, and changes nothing', async (_, make, says) => {
    await expect(bring(make())).rejects.toThrow(says)
    expect(await host.client.runs.list()).toEqual([])
  })
})
