import { readFileSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { freeBytes, syncFolder, writeDurably } from '#disk'
import { CuspError } from '#errors'
import { goOn } from '../format/refusal.ts'
import type { MetricsDocument, RunDocument, ShelfDocument } from '../format/run-document.ts'
import { cutArrays } from './arrays.ts'
import type { BroughtIn } from './bring-run.ts'
import { readRun, type RunItems } from './contents.ts'
import type { Bundle, KnownItem } from './open.ts'

export interface StageRequest {
  readonly bundle: Bundle
  /** Only those that are new. */
  readonly runs: readonly RunItems[]
  readonly models: readonly { readonly hash: string; readonly item: KnownItem }[]
  /** A folder that is not there yet, on the disk of the data folder. */
  readonly target: string
  readonly signal: AbortSignal | undefined
  readonly onBytes: (bytes: number) => void
}

/** What of a bundle lies in a folder of its own: checked, every byte as its hash says. */
export interface Staged {
  /** A run as it is to be kept; read anew at each call, for all of them may not fit into memory. */
  run(items: RunItems): BroughtIn
  /** What people put on a run. */
  shelf(id: string): ShelfDocument
  /** The folder that is to become a run's checkpoints; null where none came along. */
  checkpoints(items: RunItems): string | null
  model(hash: string): string
}

interface Documents {
  readonly run: RunDocument
  readonly shelf: ShelfDocument
  /** Its numbers are in a file of their own: steps, values and seqs of one after the other. */
  readonly series: readonly { readonly name: string; readonly length: number }[]
}

/**
 * Unpacks what is to come in, under names of our own choosing.
 * @throws CuspError `bundle.malformed`, `bundle.cancelled`, `disk.full`.
 */
export async function stage(request: StageRequest): Promise<Staged> {
  const { target, runs, models } = request
  requireRoom(request)
  const at = (...names: string[]) => join(target, ...names)
  await mkdir(at('checkpoints'), { recursive: true })
  for (const { hash, item } of models) await unpack(request, item, at(`${hash}.onnx`))
  const shelves = new Map<string, ShelfDocument>()
  for (const items of runs) shelves.set(items.id, await stageRun(request, items))
  return {
    run: ({ id, samples, checkpoints }) => {
      const { series, ...documents } = JSON.parse(
        readFileSync(at(`${id}.json`), 'utf8'),
      ) as Documents
      const images = samples && readFileSync(at(`${id}.samples`))
      const { evaluations } = documents.run
      const place = `${request.bundle.place}: ${samples?.path ?? id}`
      return {
        ...documents,
        metrics: { series: cutSeries(series, readFileSync(at(`${id}.metrics`))) },
        evaluations: cutArrays(evaluations, readFileSync(at(`${id}.arrays`)), images, place),
        present: checkpoints.map(({ step }) => step),
      }
    },
    shelf: (id) => shelves.get(id) ?? { notes: '', labels: [], archivedAt: null },
    checkpoints: ({ id, checkpoints }) => (checkpoints.length > 0 ? at('checkpoints', id) : null),
    model: (hash) => at(`${hash}.onnx`),
  }
}

async function stageRun(request: StageRequest, items: RunItems): Promise<ShelfDocument> {
  const { bundle, target } = request
  const { id, arrays, samples, checkpoints } = items
  // As its schemas read it, so that an older bundle's documents are ours from here on.
  const { metrics, ...documents } = await readRun(bundle, items)
  const series = metrics.series.map(({ name, steps }) => ({ name, length: steps.length }))
  await writeDurably(join(target, `${id}.json`), JSON.stringify({ ...documents, series }))
  await writeDurably(join(target, `${id}.metrics`), joinSeries(metrics))
  await unpack(request, arrays, join(target, `${id}.arrays`))
  if (samples) await unpack(request, samples, join(target, `${id}.samples`))
  for (const { folder, files } of checkpoints) {
    const into = join(target, 'checkpoints', id, folder)
    await mkdir(into, { recursive: true })
    for (const [name, item] of files) await unpack(request, item, join(into, name))
    await syncFolder(into)
  }
  return documents.shelf
}

/** As numbers of eight bytes: a text of them would have to be made and parsed at once. */
function joinSeries({ series }: MetricsDocument): Uint8Array {
  const columns = series.flatMap(({ steps, values, seqs }) => [steps, values, seqs])
  const joined = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const column of columns) {
    joined.set(column, at)
    at += column.length
  }
  return new Uint8Array(joined.buffer)
}

function cutSeries(series: Documents['series'], bytes: Uint8Array): BroughtIn['metrics']['series'] {
  // A copy: numbers of eight bytes need an aligned start.
  const joined = new Float64Array(new Uint8Array(bytes).buffer)
  let at = 0
  const next = (length: number) => joined.subarray(at, (at += length))
  return series.map(({ name, length }) => {
    const [steps, values, seqs] = [next(length), next(length), next(length)]
    return { name, steps, values, seqs }
  })
}

async function unpack({ bundle, signal, onBytes }: StageRequest, item: KnownItem, path: string) {
  const opened = await open(path, 'wx')
  try {
    await bundle.each(item, async (chunk) => {
      goOn(signal)
      await opened.writeFile(chunk)
      onBytes(chunk.length)
    })
    await opened.sync()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw full(path, error)
    throw error
  } finally {
    await opened.close()
  }
}

/** Before anything is unpacked; documents are a small part of it. */
function requireRoom({ target, runs, models }: StageRequest): void {
  const items = [
    ...models.map(({ item }) => item),
    ...runs.flatMap(({ arrays, samples, checkpoints }) => [
      ...[arrays, ...(samples ? [samples] : [])],
      ...checkpoints.flatMap(({ files }) => [...files.values()]),
    ]),
  ]
  const needed = items.reduce((sum, { bytes }) => sum + bytes, 0)
  const free = freeBytes(join(target, '..'))
  if (free !== null && free < needed) throw full(target, undefined)
}

function full(place: string, cause: unknown): CuspError {
  const message = `There is no room for the bundle at ${place}; make room, then import it again.`
  return new CuspError('disk.full', message, { place, cause })
}
