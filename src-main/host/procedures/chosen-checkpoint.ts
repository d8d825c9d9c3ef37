import { CuspError } from '#errors'
import type { RunRow } from '#store'
import type { Desk } from '../desk.ts'
import { requireSound } from '../preparation.ts'

/**
 * The step of the checkpoint that is meant: the newest sound one, or one that is still kept.
 * @throws CuspError `checkpoint.missing`, naming those there are; `checkpoint.corrupt`.
 */
export async function chosenStep(desk: Desk, run: RunRow, step?: number): Promise<number> {
  if (step !== undefined) return keptStep(desk, run, step)
  const { sound } = await requireSound(run, desk)
  if (sound) return sound.step
  const message = `Run ${run.id} has saved no checkpoint yet; one is saved at a pause and at its end.`
  throw new CuspError('checkpoint.missing', message, { place: 'run' })
}

function keptStep({ store }: Desk, run: RunRow, step: number): number {
  const kept = store.checkpoints.ofRun(run.number).filter(({ present }) => present)
  if (kept.some((checkpoint) => checkpoint.step === step)) return step
  const steps = kept.map((checkpoint) => checkpoint.step).join(', ')
  const has = steps === '' ? 'it keeps none' : `it keeps those of steps ${steps}`
  const message = `Run ${run.id} has no checkpoint of step ${step}; ${has}.`
  throw new CuspError('checkpoint.missing', message, { place: 'step' })
}
