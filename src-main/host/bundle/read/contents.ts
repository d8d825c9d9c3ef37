import { manifestSchema as checkpointManifest, stepOf } from '../../checkpoint/index.ts'
import {
  comparisonDocumentSchema,
  curriculumDocumentSchema,
  figureDocumentSchema,
  reportDocumentSchema,
  type ReportDocument,
} from '../format/documents.ts'
import { conform, decode } from '../format/json.ts'
import { mostRuns } from '../format/limits.ts'
import { runPaths } from '../format/manifest.ts'
import { malformed } from '../format/refusal.ts'
import { runDocumentSchema, shelfDocumentSchema, type RunDocument } from '../format/run-document.ts'
import { checkRun } from './check-run.ts'
import { readMetrics } from './metrics.ts'
import type { Bundle, KnownItem } from './open.ts'

/** A checkpoint that came along: its files by their names in its folder. */
export interface BundledCheckpoint {
  readonly step: number
  readonly folder: string
  readonly files: ReadonlyMap<string, KnownItem>
}

/** Where the items of a run are, each of its kind. */
export interface RunItems {
  readonly id: string
  readonly run: KnownItem
  readonly metrics: KnownItem
  readonly arrays: KnownItem
  readonly shelf: KnownItem
  readonly samples: KnownItem | null
  readonly checkpoints: readonly BundledCheckpoint[]
}

export interface Contents {
  readonly runs: readonly RunItems[]
  readonly models: readonly { readonly hash: string; readonly item: KnownItem }[]
  readonly curricula: readonly KnownItem[]
  readonly comparisons: readonly KnownItem[]
  readonly figures: readonly KnownItem[]
  readonly reports: readonly KnownItem[]
}

const checkpointAt = /^runs\/([0-9a-z]{10})\/checkpoints\/([a-z0-9-]+)\/([a-z]+\.[a-z]+)$/
const modelAt = /^models\/([0-9a-f]{64})\.onnx$/

/**
 * Sorts the items of a bundle by what they belong to; every one has its place.
 * @throws CuspError `bundle.malformed`, naming the item that has none.
 */
export function contentsOf({ items, place }: Bundle): Contents {
  const all = [...items.values()]
  const of = (kind: KnownItem['kind']) => all.filter((item) => item.kind === kind)
  const lone = {
    curricula: of('curriculum'),
    comparisons: of('comparison'),
    figures: of('figure'),
    reports: of('report'),
  }
  const used = new Set<KnownItem>(Object.values(lone).flat())
  const runs = of('run').map((item) => {
    const found = runItems(item, items, place)
    const files = found.checkpoints.flatMap((each) => [...each.files.values()])
    const parts = [item, found.metrics, found.arrays, found.shelf, found.samples, ...files]
    for (const part of parts) if (part) used.add(part)
    return found
  })
  if (runs.length > mostRuns)
    throw malformed(place, `has ${runs.length} runs; at most ${mostRuns} are read`)
  const models = of('model').map((item) => {
    const hash = modelAt.exec(item.path)?.[1]
    if (hash !== item.sha256) throw malformed(`${place}: ${item.path}`, 'is not named by its hash')
    used.add(item)
    return { hash, item }
  })
  const stray = all.find((item) => !used.has(item))
  if (stray) throw malformed(`${place}: ${stray.path}`, 'belongs to nothing in the bundle')
  return { runs, models, ...lone }
}

function runItems(item: KnownItem, items: Bundle['items'], place: string): RunItems {
  const id = /^runs\/([0-9a-z]{10})\/run\.json$/.exec(item.path)?.[1]
  if (id === undefined) throw malformed(`${place}: ${item.path}`, 'is no place for a run')
  const part = (kind: 'metrics' | 'arrays' | 'shelf' | 'samples'): KnownItem | null => {
    const found = items.get(runPaths(id)[kind])
    return found?.kind === kind ? found : null
  }
  const needed = (kind: 'metrics' | 'arrays' | 'shelf'): KnownItem => {
    const found = part(kind)
    if (!found) throw malformed(`${place}: ${runPaths(id)[kind]}`, 'is missing')
    return found
  }
  return {
    ...{ id, run: item, metrics: needed('metrics'), arrays: needed('arrays') },
    ...{ shelf: needed('shelf'), samples: part('samples'), checkpoints: checkpointsOf(id, items) },
  }
}

function checkpointsOf(id: string, items: Bundle['items']): BundledCheckpoint[] {
  const folders = new Map<string, Map<string, KnownItem>>()
  for (const item of items.values()) {
    const [, run, folder, file] = checkpointAt.exec(item.path) ?? []
    if (item.kind !== 'checkpoint' || run !== id) continue
    const files = folders.get(folder) ?? new Map<string, KnownItem>()
    folders.set(folder, files.set(file, item))
  }
  return [...folders].flatMap(([folder, files]) => {
    const step = stepOf(folder)
    return step === null ? [] : [{ step, folder, files }]
  })
}

/** The documents of a run, checked against each other and against the files that came along. */
export async function readRun(bundle: Bundle, items: RunItems) {
  const place = `${bundle.place}: ${items.run.path}`
  const run = await bundle.document(items.run, runDocumentSchema)
  if (run.id !== items.id)
    throw malformed(`${place}.id`, `is ${run.id} in the place of ${items.id}`)
  const metrics = await readMetrics(bundle, items.metrics)
  checkRun(run, metrics, items.arrays.bytes, place)
  for (const checkpoint of items.checkpoints) await requireCheckpoint(bundle, run, checkpoint)
  const shelf = await bundle.document(items.shelf, shelfDocumentSchema)
  return { run, metrics, shelf }
}

/** The run names the hash of a checkpoint's manifest, and that those of its files. */
async function requireCheckpoint(
  bundle: Bundle,
  { checkpoints }: RunDocument,
  { step, folder, files }: BundledCheckpoint,
): Promise<void> {
  const manifest = files.get('manifest.json')
  const place = `${bundle.place}: ${manifest?.path ?? folder}`
  const told = checkpoints.find((saved) => saved.step === step)
  if (!manifest || !told) throw malformed(place, `is of a checkpoint that the run does not tell of`)
  if (manifest.sha256 !== told.hash) throw malformed(place, 'is not of the hash that the run tells')
  const document = decode(await bundle.contents(manifest), place)
  const written = conform(checkpointManifest, document, place)
  const isSame = written.files.every(({ name, bytes, sha256 }) => {
    const item = files.get(name)
    return item?.bytes === bytes && item.sha256 === sha256
  })
  if (!isSame || written.step !== step || files.size !== written.files.length + 1) {
    throw malformed(place, 'does not name the files of its checkpoint as they are')
  }
}

export const readCurriculum = (bundle: Bundle, item: KnownItem) =>
  bundle.document(item, curriculumDocumentSchema)

export const readComparison = (bundle: Bundle, item: KnownItem) =>
  bundle.document(item, comparisonDocumentSchema)

export const readFigure = (bundle: Bundle, item: KnownItem) =>
  bundle.document(item, figureDocumentSchema)

/** Its frozen panels in order of their keys, each of which the text names. */
export async function readReport(bundle: Bundle, item: KnownItem): Promise<ReportDocument> {
  const report = await bundle.document(item, reportDocumentSchema)
  const place = `${bundle.place}: ${item.path}`
  for (const [i, { key }] of report.panels.entries()) {
    if (i > 0 && report.panels[i - 1].key >= key) throw malformed(place, 'has panels out of order')
    if (!report.text.includes(key)) {
      throw malformed(place, `keeps a panel "${key}" that its text does not name`)
    }
  }
  return report
}
