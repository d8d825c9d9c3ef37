import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { removeFolder, renameFolder, syncFolder } from '#disk'
import type { WritableStore } from '#store'
import { checkpointsOf } from '../../checkpoint/index.ts'
import type { DataFolder } from '../../folder.ts'
import { removeRun } from '../../remove-run.ts'
import { readFacts, writeFacts } from '../../model/facts.ts'
import { modelFile } from '../../model/files.ts'
import { isImported } from '#spec'
import { goOn } from '../format/refusal.ts'
import type { RunDocument } from '../format/run-document.ts'
import { parentsFirst } from '../write/collect-others.ts'
import { bringRun, showRun } from './bring-run.ts'
import { inSlices } from '../../in-slices.ts'
import { openBundle } from './open.ts'
import { stage, type Staged } from './stage.ts'
import { surveyBundle, type BundleSurvey } from './survey.ts'

export interface ImportBundleRequest {
  readonly file: string
  /** What it is called in messages. */
  readonly place: string
  readonly store: WritableStore
  readonly folder: Pick<DataFolder, 'checkpoints' | 'models' | 'quarantine'>
  /** A folder that is not there yet, on the disk of the data folder; it is gone afterwards. */
  readonly staging: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Milliseconds of a steady clock. */
  readonly elapsed: () => number
  readonly signal?: AbortSignal | undefined
  readonly onBytes?: ((bytes: number) => void) | undefined
  /** Told of how many bytes `onBytes` will have told in the end. */
  readonly onTotal?: ((bytes: number) => void) | undefined
  /** Whether whoever asks may bring such a run in; throws if not. */
  readonly allow?: ((run: RunDocument) => void) | undefined
}

/** Ids of what came in. */
export interface BroughtBundle {
  readonly runs: string[]
  readonly curricula: string[]
  readonly comparisons: string[]
  readonly figures: string[]
  readonly reports: string[]
}

/**
 * Brings in what of a bundle is not here, all of it or nothing. What has the id of something here
 * stays out, whether it is the same or not: nothing here is changed.
 * @throws CuspError `bundle.malformed`, `bundle.newer`, `bundle.cancelled`, `disk.full`; then files
 *   and database are as they were.
 */
export async function importBundle(request: ImportBundleRequest): Promise<BroughtBundle> {
  const { file, place, store, folder, staging, signal, onBytes = () => undefined } = request
  const bundle = await openBundle(file, place)
  try {
    const survey = await surveyBundle(bundle, store, folder.models)
    for (const { run } of survey.runs) request.allow?.(run)
    request.onTotal?.(workIn(survey))
    const staged = await stage({
      ...{ bundle, target: staging, signal, onBytes },
      runs: fresh(survey.runs).map(({ items }) => items),
      models: survey.contents.models.filter(
        ({ hash }) => !existsSync(modelFile(folder.models, hash)),
      ),
    })
    return await adopt(request, survey, staged)
  } finally {
    bundle.close()
    await removeFolder(staging)
  }
}

/** Files first: rows that tell of files that are not there would be worse than files without rows. */
async function adopt(
  request: ImportBundleRequest,
  survey: BundleSurvey,
  staged: Staged,
): Promise<BroughtBundle> {
  const { store, folder, signal } = request
  const placed: string[] = []
  try {
    for (const { items } of fresh(survey.runs)) {
      const from = staged.checkpoints(items)
      if (from === null) continue
      const to = checkpointsOf(folder.checkpoints, items.id)
      await clearWay(request, to, items.id)
      await renameFolder(from, to)
      placed.push(to)
    }
    for (const { hash } of survey.contents.models) {
      const to = modelFile(folder.models, hash)
      if (existsSync(to)) continue
      await renameFolder(staged.model(hash), to)
      placed.push(to)
    }
    await syncFolder(folder.checkpoints)
    goOn(signal)
    const numbers = await inSlices(request, bringRuns(request, survey, staged))
    const brought = store.transaction(() => showAll(request, survey, staged, numbers))
    keepModelFacts(request, survey)
    return brought
  } catch (error) {
    await takeBack(request, survey)
    for (const path of placed) await removeFolder(path)
    throw error
  }
}

/** Checkpoints without a run are what an import left that was killed: nobody's, but not ours to lose. */
async function clearWay({ folder, now }: ImportBundleRequest, path: string, id: string) {
  if (existsSync(path)) await renameFolder(path, join(folder.quarantine, `${id}-${now}`))
}

/** The rows of the runs, out of sight: there may be millions, so it pauses. */
function* bringRuns(
  { store, onBytes }: ImportBundleRequest,
  survey: BundleSurvey,
  staged: Staged,
): Generator<void, ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>()
  for (const { items } of fresh(survey.runs)) {
    numbers.set(items.id, yield* bringRun(store, staged.run(items)))
    onBytes?.(items.metrics.bytes)
    yield
  }
  return numbers
}

/** Nobody else brings a run in meanwhile, so one of these that is not whole is ours. */
async function takeBack(
  { store, folder, elapsed }: ImportBundleRequest,
  { runs }: BundleSurvey,
): Promise<void> {
  const ours = fresh(runs).map(({ run }) => run.id)
  for (const run of store.shelf.partial().filter(({ id }) => ours.includes(id))) {
    // Whoever cancelled the import does not cancel this.
    await removeRun({ store, folder, elapsed }, run)
  }
}

/** Files and series; the rest is a small part of it. */
function workIn({ runs, contents }: BundleSurvey): number {
  const items = fresh(runs).flatMap(({ items: of }) => [
    ...[of.metrics, of.arrays, ...(of.samples ? [of.samples] : [])],
    ...of.checkpoints.flatMap(({ files }) => [...files.values()]),
  ])
  const all = [...items, ...contents.models.map(({ item }) => item)]
  return all.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** In one transaction: all of it is there now, and this is when it is seen. */
function showAll(
  { store }: ImportBundleRequest,
  survey: BundleSurvey,
  staged: Staged,
  numbers: ReadonlyMap<string, number>,
): BroughtBundle {
  const runs = fresh(survey.runs)
  for (const [id, number] of numbers) showRun(store, number, staged.shelf(id))
  const curricula = fresh(survey.curricula).map(({ document }) => document)
  for (const { versions, ...row } of parentsFirst(curricula)) {
    store.curricula.bringIn(row, versions)
  }
  const comparisons = fresh(survey.comparisons).map(({ document }) => document)
  for (const { view, ...row } of comparisons) {
    store.comparisons.save({ ...row, view: JSON.stringify(view) })
  }
  const figures = fresh(survey.figures).map(({ document }) => document)
  for (const { spec, ...row } of figures) {
    store.figures.save({ ...row, spec: JSON.stringify(spec) })
  }
  const reports = fresh(survey.reports).map(({ document }) => document)
  for (const { panels, ...row } of reports) {
    store.reports.add(row)
    for (const { key, frozenAt, content } of panels) {
      store.reports.freeze(row.id, key, { frozenAt, content: JSON.stringify(content) })
    }
  }
  const idsOf = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id)
  return {
    runs: runs.map(({ run }) => run.id),
    curricula: idsOf(curricula),
    comparisons: idsOf(comparisons),
    figures: idsOf(figures),
    reports: idsOf(reports),
  }
}

/** For looking at; a run does without them. */
function keepModelFacts({ folder: { models } }: ImportBundleRequest, { runs }: BundleSurvey): void {
  for (const { run } of fresh(runs)) {
    const { model } = run.spec
    if (!isImported(model) || run.imported === null || readFacts(models, model.hash)) continue
    writeFacts(models, model.hash, run.imported)
  }
}

function fresh<Found extends { readonly standing: string }>(found: readonly Found[]): Found[] {
  return found.filter(({ standing }) => standing === 'new')
}
