import { stat } from 'node:fs/promises'
import type { BundlePreview } from '#contract'
import { readManifest, type DatasetPlaces } from '#dataset'
import type { DatasetSpec } from '#spec'
import type { ReadableStore } from '#store'
import type { RunDocument } from '../format/run-document.ts'
import type { RunItems } from './contents.ts'
import { openBundle } from './open.ts'
import { surveyBundle, type SurveyedRun } from './survey.ts'

interface Around {
  readonly store: ReadableStore
  readonly models: string
  readonly places: DatasetPlaces
  /** Whether whoever asks may bring such a run in; throws if not. */
  readonly allow: (run: RunDocument) => void
}

/**
 * What a bundle would bring in, every document of it checked. Nothing is kept.
 * @throws CuspError `bundle.malformed`, `bundle.newer`, and what `allow` throws.
 */
export async function previewBundle(
  file: string,
  place: string,
  { store, models, places, allow }: Around,
): Promise<BundlePreview> {
  const bundle = await openBundle(file, place)
  try {
    const survey = await surveyBundle(bundle, store, models)
    for (const { run } of survey.runs) allow(run)
    const { version, app, created } = bundle.manifest
    const entry = (each: {
      document: { id: string; name: string }
      standing: 'new' | 'same' | 'differs'
    }) => ({
      ...{ id: each.document.id, name: each.document.name, standing: each.standing },
    })
    return {
      ...{ version, app, created, bytes: (await stat(file)).size },
      runs: survey.runs.map(runEntry),
      curricula: survey.curricula.map(entry),
      comparisons: survey.comparisons.map(entry),
      figures: survey.figures.map(entry),
      reports: survey.reports.map(entry),
      models: survey.contents.models.length,
      datasets: await datasetsOf(
        survey.runs.map(({ run }) => run.spec.dataset),
        places,
      ),
      unknown: [...bundle.unknown].map(([kind, count]) => ({ kind, count })),
    }
  } finally {
    bundle.close()
  }
}

function runEntry({ items, run, standing }: SurveyedRun): BundlePreview['runs'][number] {
  const { id, spec, state, step, totalSteps } = run
  return {
    ...{ id, name: spec.name, standing, state, step, totalSteps },
    checkpoints: items.checkpoints.length,
    checkpointBytes: bytesOf(items),
    samples: items.samples !== null,
  }
}

function bytesOf({ checkpoints }: RunItems): number {
  const files = checkpoints.flatMap((each) => [...each.files.values()])
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}

async function datasetsOf(specs: readonly DatasetSpec[], places: DatasetPlaces) {
  const found = new Map<string, boolean>()
  for (const { source } of specs) {
    if (source.kind === 'digits') continue
    const name = source.kind === 'stored' ? source.name : source.images
    found.set(name, source.kind === 'idx' || (await isHere(source, places)))
  }
  return [...found].map(([name, here]) => ({ name, here }))
}

async function isHere(
  { name, hash }: { name: string; hash?: string | undefined },
  { datasets }: DatasetPlaces,
) {
  try {
    const manifest = await readManifest(datasets, name)
    return hash === undefined || manifest.hash === hash
  } catch {
    return false
  }
}
