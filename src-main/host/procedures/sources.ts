import { CuspError } from '#errors'
import { loadDataset, splitDataset, type Dataset } from '#dataset'
import type { DatasetSpec, RunSpec } from '#spec'
import { placesOf, type Desk } from '../desk.ts'
import type { Caller } from '../transport/router.ts'
import { requireSuited } from './suited.ts'

/**
 * Reads the datasets of specs before any run is made of them: a run that cannot even begin would
 * stand in the list as a failure of training.
 * @throws CuspError what `loadDataset`, `splitDataset` and `requireSuited` throw.
 */
export async function requireDatasets(desk: Desk, specs: readonly RunSpec[]): Promise<void> {
  const places = placesOf(desk)
  const loaded = new Map<string, Dataset>()
  for (const { dataset, evaluation } of specs) {
    const key = JSON.stringify(dataset.source)
    const known = loaded.get(key) ?? (await loadDataset(dataset.source, places))
    loaded.set(key, known)
    splitDataset(known, dataset)
    await requireSuited(desk, known, evaluation, 'evaluation')
  }
}

/**
 * A page in a browser may train on what is stored here, and name no file of this machine: what it may
 * read is what was given to it, and even whether a file is there is not its business.
 * @throws CuspError `access.path`.
 */
export function requireOwnFiles(
  { mayNameFiles }: Caller,
  { source }: Pick<DatasetSpec, 'source'>,
  place: string,
): void {
  if (mayNameFiles || source.kind !== 'idx') return
  throw new CuspError(
    'access.path',
    'A page in a browser may not name files of this machine; import them in a terminal with ' +
      '"cusp dataset add idx FOLDER", and name the stored dataset.',
    { place: `${place}.source` },
  )
}
