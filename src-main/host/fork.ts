import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CuspError, show } from '#errors'
import { forkMismatch, type RunSpec } from '#spec'
import type { RunRow } from '#store'
import { checkCheckpoint, checkpointName, checkpointsOf } from './checkpoint/index.ts'
import { requireRun, type Desk } from './desk.ts'
import { hostLine, keepFact } from './recording/index.ts'

/**
 * Puts the checkpoint that a fork begins from into the fork's own folder, so that it is continued
 * from there like any run, whatever becomes of its parent. A spec that is no fork needs nothing.
 * @param id of the run that is to be made.
 * @throws CuspError `run.unknown`, `spec.invalid`, `checkpoint.missing`, `checkpoint.corrupt`; then
 *   nothing is left behind.
 */
export async function bringCheckpoint(desk: Desk, id: string, spec: RunSpec): Promise<void> {
  const { startsFrom } = spec
  if (!startsFrom) return
  const parent = requireRun(desk, startsFrom.run)
  requireAlike(spec, desk.store.runs.spec(parent.number))
  const { checkpoints } = desk.folder
  const name = checkpointName(startsFrom.step)
  const folder = checkpointsOf(checkpoints, id)
  const kept = desk.store.checkpoints.ofRun(parent.number)
  if (!kept.some(({ step, present }) => step === startsFrom.step && present)) {
    const steps = kept.filter(({ present }) => present).map(({ step }) => step)
    const message = `Run ${parent.id} has no checkpoint at step ${startsFrom.step}; there are those at ${steps.join(', ') || 'no step'}.`
    throw new CuspError('checkpoint.missing', message, { place: 'startsFrom.step' })
  }
  try {
    await mkdir(folder, { recursive: true })
    await cp(join(checkpointsOf(checkpoints, parent.id), name), join(folder, name), {
      recursive: true,
    })
    const { hash } = await checkCheckpoint(folder, name)
    if (hash !== startsFrom.checkpointHash) throw otherHash(hash, startsFrom.checkpointHash)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function requireAlike(spec: RunSpec, parent: RunSpec): void {
  const found = forkMismatch(spec, parent)
  if (!found) return
  const { place, was } = found
  const message = `${place} is not that of the run it starts from, whose weights depend on it: ${show(was)} belongs here.`
  throw new CuspError('spec.invalid', message, { place })
}

function otherHash(found: string, expected: string): CuspError {
  const message = `The checkpoint has the hash ${found.slice(0, 12)} and not ${expected.slice(0, 12)}, which the spec names.`
  return new CuspError('checkpoint.corrupt', message, { place: 'startsFrom.checkpointHash' })
}

/** Records where a fork began, and on what: its engine and images are those of its parent. */
export function recordFork({ store, clock }: Desk, run: RunRow, spec: RunSpec): void {
  const parent = spec.startsFrom && store.runs.get(spec.startsFrom.run)
  if (!spec.startsFrom || !parent) return
  const { engine, datasetHash } = parent
  if (engine && datasetHash !== null) {
    const { totalSteps } = run
    store.runs.setOrigin(run.number, { engine, datasetHash, totalSteps, epochs: spec.epochs })
  }
  const { step, checkpointHash } = spec.startsFrom
  const text = `Begins at step ${step} from checkpoint ${checkpointHash.slice(0, 8)} of run ${parent.id} (${parent.name}).`
  keepFact(store, run.number, hostLine(clock.now(), step, 'runForked', text))
}
