import { createHash } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { resolveRun } from '#spec'
import { plansOf } from '#threat'
import {
  centralHeader,
  directoryEnd,
  localHeader,
} from '../../../../src-main/host/bundle/zip/records.ts'
import { tinySpec } from '../tiny-spec.ts'

export const id = '0123456789'
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const json = (value: unknown) => Buffer.from(JSON.stringify(value))

export interface Item {
  path: string
  kind: string
  contents: Buffer
}

/** What a bundle is made of, to be changed before it is one. */
export interface Draft {
  items: Item[]
  manifest: Record<string, unknown>
}

const labels = Uint8Array.from({ length: 16 }, (_, i) => i % 10)
const plans = plansOf(tinySpec.evaluation).map(({ plan }) => plan)

/** A finished run with one checkpoint of noise. */
export function runDocument(checkpoint: Buffer) {
  const { extent } = resolveRun(tinySpec)
  return {
    ...{ id, spec: tinySpec, group: null, study: null, state: 'finished', task: 'train' },
    ...{ protocol: null, createdAt: 1000, startedAt: 1100, finishedAt: 3000, activeMs: 1500 },
    ...{ imagesPerSecond: 300, step: 8, totalSteps: 8, stepsPerEpoch: extent.stepsPerEpoch },
    ...{ plansDone: 4, plansTotal: 4, datasetHash: 'a'.repeat(64), weightsHash: 'b'.repeat(64) },
    engine: { name: 'onnx', provider: 'cpu', threads: 2, versions: { onnxruntime: '1.0' } },
    ...{ fault: null, seq: 4, equivariance: [] as unknown[], imported: null },
    events: [
      {
        seq: 1,
        at: 1000,
        step: 0,
        source: 'worker',
        kind: 'runStarted',
        text: 'Begins.',
        body: '{}',
      },
    ],
    checkpoints: [{ step: 8, hash: sha256(checkpoint), bytes: 4, savedAt: 2000 }],
    evaluations: [
      {
        ...{ step: 8, protocol: tinySpec.evaluation, count: 16, subsetHash: 'c'.repeat(64) },
        ...{ plansTotal: 4, startedAt: 2000, finishedAt: 3000, inspection: null },
        plans: plans.map((plan) => ({ plan, images: 16, losses: 16, margins: 16 })),
      },
    ],
  }
}

export type Run = ReturnType<typeof runDocument>
export interface Series {
  series: { name: string; steps: number[]; values: unknown[]; seqs: number[] }[]
}

/** A sound bundle, as a draft. @param change its documents, before their hashes are taken. */
export function draft(change: (run: Run, metrics: Series) => void = () => undefined): Draft {
  const files = { 'snapshot.bin': Buffer.from('wxyz'), 'origin.json': json({ run: id }) }
  const checkpoint = json({
    version: 1,
    step: 8,
    files: Object.entries(files).map(([name, bytes]) => ({
      ...{ name, bytes: bytes.length, sha256: sha256(bytes) },
    })),
  })
  const run = runDocument(checkpoint)
  const metrics: Series = {
    series: [{ name: 'loss', steps: [1, 2, 3], values: [2.3, 1.5, 1], seqs: [2, 3, 4] }],
  }
  change(run, metrics)
  const predicted = Int32Array.from(labels)
  const floats = Buffer.alloc(4 * 16)
  const arrays = Buffer.concat([
    Buffer.from(new Uint32Array(16).map((_, i) => i).buffer),
    labels,
    ...plans.flatMap(() => [Buffer.from(predicted.buffer), floats, floats]),
  ])
  const folder = `runs/${id}/checkpoints/step-0000000008`
  return {
    items: [
      { path: `runs/${id}/run.json`, kind: 'run', contents: json(run) },
      { path: `runs/${id}/metrics.json`, kind: 'metrics', contents: json(metrics) },
      { path: `runs/${id}/arrays.bin`, kind: 'arrays', contents: arrays },
      {
        path: `runs/${id}/shelf.json`,
        kind: 'shelf',
        contents: json({ notes: 'kept', labels: [], archivedAt: null }),
      },
      ...Object.entries({ ...files, 'manifest.json': checkpoint }).map(([name, contents]) => ({
        ...{ path: `${folder}/${name}`, kind: 'checkpoint', contents },
      })),
    ],
    manifest: { format: 'cusp-bundle', version: 2, app: '0.1.0', created: 1000 },
  }
}

type Rewrite = (manifest: Record<string, unknown>) => Record<string, unknown>

export interface RawEntry {
  readonly name: string
  readonly contents: Buffer
  /** What its headers say instead of the truth. */
  readonly lies?: { readonly bytes?: number; readonly attributes?: number; readonly flags?: number }
}

/** The entries of a draft, with a manifest that tells the truth of them unless it is rewritten. */
export function entriesOf(
  { items, manifest }: Draft,
  rewrite: Rewrite = (same) => same,
): RawEntry[] {
  const listed = items.map(({ path, kind, contents }) => ({
    ...{ path, kind, bytes: contents.length, sha256: sha256(contents) },
  }))
  const document = { ...manifest, items: manifest['items'] ?? listed }
  return [
    ...items.map(({ path, contents }) => ({ name: path, contents })),
    { name: 'manifest.json', contents: json(rewrite(document)) },
  ]
}

/** A zip archive of any entries, sound or not. */
export function zipOf(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, contents, lies = {} } of entries) {
    const packed = deflateRawSync(contents)
    const entry = {
      ...{ name, crc: crc32(contents), compressed: packed.length, offset, isDeflated: true },
      bytes: lies.bytes ?? contents.length,
    }
    const central = centralHeader(entry)
    central.writeUInt32LE(lies.attributes ?? 0, 38)
    if (lies.flags !== undefined) central.writeUInt16LE(lies.flags, 8)
    parts.push(localHeader(entry), packed)
    directory.push(central)
    offset = parts.reduce((sum, { length }) => sum + length, 0)
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...parts, central, directoryEnd(entries.length, central.length, offset)])
}

export const bundleOfDraft = (made: Draft, rewrite?: Rewrite): Buffer =>
  zipOf(entriesOf(made, rewrite))
