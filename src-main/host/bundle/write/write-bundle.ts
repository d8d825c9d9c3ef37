import { rm } from 'node:fs/promises'
import type { ReadableStore, RunRow } from '#store'
import { version as app } from '../../version.ts'
import { encode } from '../format/json.ts'
import {
  format,
  manifestName,
  newestVersion,
  runPaths,
  type Item,
  type ItemKind,
} from '../format/manifest.ts'
import { goOn } from '../format/refusal.ts'
import { ZipWriter, type OnBytes } from '../zip/writer.ts'
import { carriedFiles } from './checkpoints.ts'
import {
  collectComparisons,
  collectCurricula,
  collectFigures,
  collectReports,
} from './collect-others.ts'
import { collectRun } from './collect-run.ts'

export interface BundleContents {
  /** Runs that stand still. */
  readonly runs: readonly RunRow[]
  /** Whether kept checkpoints come along, and the networks that were imported. */
  readonly checkpoints: boolean
  /** Whether perturbed images come along. */
  readonly samples: boolean
  /** All saved curricula, or those alone that the runs were made of. */
  readonly curricula: 'all' | 'of-runs'
}

export interface WriteRequest extends BundleContents {
  readonly store: ReadableStore
  readonly places: { readonly checkpoints: string; readonly models: string }
  /** A file that is not there yet. */
  readonly target: string
  /** Milliseconds since 1970: with it, equal contents give equal bytes. */
  readonly created: number
  readonly signal?: AbortSignal | undefined
  readonly onBytes?: OnBytes | undefined
}

export interface WrittenBundle {
  readonly bytes: number
  readonly items: number
}

/**
 * Writes a bundle, the manifest last. A rejected one leaves no file.
 * @throws CuspError `bundle.cancelled`.
 */
export async function writeBundle(request: WriteRequest): Promise<WrittenBundle> {
  const { target, created } = request
  const zip = await ZipWriter.create(target)
  try {
    const items: Item[] = []
    for await (const item of fill(zip, request)) items.push(item)
    const manifest = { format, version: newestVersion, app, created, items }
    await zip.add(manifestName, encode(manifest))
    return { bytes: await zip.finish(), items: items.length }
  } catch (error) {
    await zip.close()
    await rm(target, { force: true })
    throw error
  }
}

async function* fill(zip: ZipWriter, request: WriteRequest): AsyncGenerator<Item, void, void> {
  const { store, places, runs, signal, onBytes = () => undefined } = request
  const add = async (kind: ItemKind, path: string, contents: Uint8Array): Promise<Item> => {
    goOn(signal)
    const written = await zip.add(path, contents)
    if (kind === 'samples') onBytes(written.bytes)
    return { path, kind, ...written }
  }
  const models = new Set<string>()
  for (const row of [...runs].sort((a, b) => a.number - b.number)) {
    const paths = runPaths(row.id)
    const { run, metrics, shelf, arrays, samples } = collectRun(store, row, places.models)
    yield await add('run', paths.run, encode(run))
    yield await add('metrics', paths.metrics, Buffer.from(JSON.stringify(metrics)))
    yield await add('arrays', paths.arrays, arrays)
    yield await add('shelf', paths.shelf, encode(shelf))
    if (request.samples) yield await add('samples', paths.samples, samples)
    if (!request.checkpoints) continue
    for (const { kind, path, file } of await carriedFiles(store, row, places)) {
      // Several runs may be of one imported network.
      if (models.has(path)) continue
      models.add(path)
      const watched = (bytes: number): void => {
        goOn(signal)
        onBytes(bytes)
      }
      yield { path, kind, ...(await zip.addFile(path, file, watched)) }
    }
  }
  for (const made of collectCurricula(store, runs, request.curricula === 'all')) {
    yield await add('curriculum', `curricula/${made.id}.json`, encode(made))
  }
  for (const made of collectComparisons(store, runs)) {
    yield await add('comparison', `comparisons/${made.id}.json`, encode(made))
  }
  for (const made of collectFigures(store, runs)) {
    yield await add('figure', `figures/${made.id}.json`, encode(made))
  }
  for (const made of collectReports(store, runs)) {
    yield await add('report', `reports/${made.id}.json`, encode(made))
  }
}
