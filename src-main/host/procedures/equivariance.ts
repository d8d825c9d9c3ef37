import type { CheckpointRequest, Equivariance } from '#contract'
import type { EquivarianceRow } from '#store'
import { checkpointName, checkpointsOf } from '../checkpoint/index.ts'
import { placesOf, requireRun, wrongState, type Desk } from '../desk.ts'
import { hostLine, keepFact } from '../recording/index.ts'
import { chosenStep } from './chosen-checkpoint.ts'

/**
 * Reads the equivariance meter at a checkpoint in a process of its own, and keeps what it says.
 * @throws CuspError `run.unknown`, `run.wrong-state` while it is at work, `checkpoint.missing`,
 *   `checkpoint.corrupt`.
 */
export async function measureEquivariance(
  desk: Desk,
  { run: id, step }: CheckpointRequest,
): Promise<Equivariance> {
  const run = requireRun(desk, id)
  const { store, folder } = desk
  if (['queued', 'running', 'pausing'].includes(run.state))
    throw wrongState(run, 'measured', 'finished, paused or stopped')
  const at = await chosenStep(desk, run, step)
  const { hash, ...reading } = await desk.runErrand({
    kind: 'measureEquivariance',
    spec: store.runs.spec(run.number),
    models: folder.models,
    places: placesOf(desk),
    checkpoints: checkpointsOf(folder.checkpoints, run.id),
    from: checkpointName(at),
  })
  const row: EquivarianceRow = {
    ...{ step: at, checkpointHash: hash, measuredAt: desk.clock.now() },
    reading: JSON.stringify(reading),
  }
  store.transaction(() => {
    store.equivariance.save(run.number, row)
    keepFact(store, run.number, hostLine(row.measuredAt, at, 'equivarianceMeasured', told(reading)))
  })
  desk.notices.publish({ kind: 'run', run: id, seq: requireRun(desk, id).seq })
  return viewEquivariance(row)
}

/** A kept reading as screens show it. */
export function viewEquivariance({ reading, ...row }: EquivarianceRow): Equivariance {
  return { ...row, ...(JSON.parse(reading) as Omit<Equivariance, keyof typeof row>) }
}

interface Read {
  readonly images: number
  readonly layers: readonly { readonly error: number }[] | null
}

function told({ layers, images }: Read): string {
  const logits = layers?.at(-1)
  if (!logits) return `The equivariance meter was read on ${images} images, which are not square.`
  return `Quarter turns change the logits by ${logits.error.toExponential(1)}, relative, on ${images} images.`
}
