import { CuspError } from '#errors'
import type { Equivariance, EquivarianceRequest } from '#contract'
import type { EquivarianceRow, ReadableStore, RunRow } from '#store'
import { checkpointName, checkpointsOf } from '../checkpoint/index.ts'
import { placesOf, requireRun, wrongState, type Desk } from '../desk.ts'
import { requireSound } from '../preparation.ts'
import { hostLine, keepFact } from '../recording/index.ts'

/**
 * Reads the equivariance meter at a checkpoint in a process of its own, and keeps what it says.
 * @throws CuspError `run.unknown`, `run.wrong-state` while it is at work, `checkpoint.missing`,
 *   `checkpoint.corrupt`.
 */
export async function measureEquivariance(
  desk: Desk,
  { run: id, step }: EquivarianceRequest,
): Promise<Equivariance> {
  const run = requireRun(desk, id)
  const { store, folder } = desk
  if (['queued', 'running', 'pausing'].includes(run.state))
    throw wrongState(run, 'measured', 'finished, paused or stopped')
  const at = step === undefined ? await newestStep(desk, run) : keptStep(store, run, step)
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

async function newestStep(desk: Desk, run: RunRow): Promise<number> {
  const { sound } = await requireSound(run, desk)
  if (sound) return sound.step
  const message = `Run ${run.id} has saved no checkpoint yet; one is saved at a pause and at its end.`
  throw new CuspError('checkpoint.missing', message, { place: 'run' })
}

function keptStep(store: ReadableStore, run: RunRow, step: number): number {
  const kept = store.checkpoints.ofRun(run.number).filter(({ present }) => present)
  if (kept.some((checkpoint) => checkpoint.step === step)) return step
  const steps = kept.map((checkpoint) => checkpoint.step).join(', ')
  const has = steps === '' ? 'it keeps none' : `it keeps those of steps ${steps}`
  const message = `Run ${run.id} has no checkpoint of step ${step}; ${has}.`
  throw new CuspError('checkpoint.missing', message, { place: 'step' })
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
