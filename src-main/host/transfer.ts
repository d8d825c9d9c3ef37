import { CuspError } from '#errors'
import { loadDataset, type Dataset, type DatasetPlaces } from '#dataset'
import type { ReadableStore, RunRow } from '#store'
import { plansOf, type PlanOf, type Protocol } from '#threat'
import { checkpointName, checkpointsOf } from './checkpoint/index.ts'
import type { TransferSource } from './worker/messages.ts'

/** The runs that a protocol's transfers are crafted on, as a worker needs them. */
export function sourcesOf(
  protocol: Protocol,
  store: ReadableStore,
  checkpoints: string,
): TransferSource[] {
  const named = new Set(
    plansOf(protocol).flatMap(({ plan }) => (plan.attack === 'transfer' ? [plan.from.run] : [])),
  )
  return [...named].map((id) => {
    const run = store.runs.get(id)
    const newest = run && newestStep(store, run)
    if (!run || newest === undefined) throw unknown(id)
    return {
      run: id,
      spec: store.runs.spec(run.number),
      checkpoints: checkpointsOf(checkpoints, id),
      from: checkpointName(newest),
    }
  })
}

/**
 * Holds a transfer to the run it is crafted on and to the images of the run it is for.
 * @throws CuspError `run.unknown`; `checkpoint.missing`, also where its weights are others;
 *   `attack.unsuited` where its images or classes are.
 */
export async function requireSource(
  { store, places }: { readonly store: ReadableStore; readonly places: DatasetPlaces },
  { from }: PlanOf<'transfer'>,
  { shape, classes }: Dataset,
  place: string,
): Promise<void> {
  const run = store.runs.get(from.run)
  if (!run) throw unknown(from.run, place)
  if (newestStep(store, run) === undefined || run.weightsHash !== from.weights) {
    const has = run.weightsHash === null ? 'is not finished' : `has weights ${run.weightsHash}`
    const message = `${place}.from: run ${from.run} ${has}; its own final weights, kept as a checkpoint, belong here.`
    throw new CuspError('checkpoint.missing', message, { place: `${place}.from` })
  }
  const theirs = await loadDataset(store.runs.spec(run.number).dataset.source, places)
  const sizeOf = (data: Pick<Dataset, 'shape' | 'classes'>): string => {
    const { height, width, channels } = data.shape
    return `${height} × ${width} × ${channels} images of ${data.classes.length} classes`
  }
  if (sizeOf(theirs) === sizeOf({ shape, classes })) return
  const message = `${place}.from: run ${from.run} is of ${sizeOf(theirs)}, and these are ${sizeOf({ shape, classes })}.`
  throw new CuspError('attack.unsuited', message, { place: `${place}.from` })
}

function newestStep(store: ReadableStore, run: RunRow): number | undefined {
  return store.checkpoints.ofRun(run.number).findLast(({ present }) => present)?.step
}

function unknown(id: string, place = 'transfer'): CuspError {
  const message = `${place}.from: no run "${id}" with a checkpoint is in this data folder.`
  return new CuspError('run.unknown', message, { place: `${place}.from` })
}
