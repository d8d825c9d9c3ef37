import type { BundleForecast } from '#contract'
import type { ReadableStore } from '#store'
import { carriedFiles } from './checkpoints.ts'
import {
  collectComparisons,
  collectCurricula,
  collectFigures,
  collectReports,
} from './collect-others.ts'
import type { BundleContents } from './write-bundle.ts'

/** How large the parts of a bundle would be that may be large; documents are a small part of it. */
export async function foretell(
  store: ReadableStore,
  { runs }: Pick<BundleContents, 'runs'>,
  places: { readonly checkpoints: string; readonly models: string },
): Promise<Omit<BundleForecast, 'left'>> {
  const files = new Map<string, number>()
  let sampleBytes = 0
  for (const row of runs) {
    for (const { path, bytes } of await carriedFiles(store, row, places)) files.set(path, bytes)
    sampleBytes += store.evaluations.galleryBytes(row.number)
  }
  const paths = [...files.keys()]
  return {
    runs: runs.length,
    checkpoints: paths.filter((path) => path.endsWith('/manifest.json')).length,
    checkpointBytes: [...files.values()].reduce((sum, bytes) => sum + bytes, 0),
    sampleBytes,
    curricula: collectCurricula(store, runs, false).length,
    allCurricula: store.curricula.list().length,
    comparisons: collectComparisons(store, runs).length,
    figures: collectFigures(store, runs).length,
    reports: collectReports(store, runs).length,
  }
}
