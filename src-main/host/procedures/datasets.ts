import { loadDataset, splitDataset, type Dataset } from '#dataset'
import type { RunSpec } from '#spec'
import { placesOf, type Desk } from '../desk.ts'

/**
 * Reads the datasets of specs before any run is made of them: a run that cannot even begin would
 * stand in the list as a failure of training.
 * @throws CuspError what `loadDataset` and `splitDataset` throw.
 */
export async function requireDatasets(desk: Desk, specs: readonly RunSpec[]): Promise<void> {
  const places = placesOf(desk)
  const loaded = new Map<string, Dataset>()
  for (const { dataset } of specs) {
    const key = JSON.stringify(dataset.source)
    const known = loaded.get(key) ?? (await loadDataset(dataset.source, places))
    loaded.set(key, known)
    splitDataset(known, dataset)
  }
}
