import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { renameFolder } from '#disk'
import { CuspError } from '#errors'
import type { RunRow, WritableStore } from '#store'
import { planKey, type Protocol } from '#threat'
import type { Evaluated } from '#trainer'
import {
  checkpointsOf,
  surveyCheckpoints,
  type SoundCheckpoint,
  type Survey,
} from './checkpoint/index.ts'
import type { DataFolder } from './folder.ts'
import { hostLine, keepFact, type Clock, type LiveStart } from './recording/index.ts'

/** From where a run continues. */
export interface Start extends LiveStart {
  readonly checkpoint: SoundCheckpoint | null
  readonly protocol: Protocol
  /** What earlier leases recorded of the evaluation; null if none began. */
  readonly evaluated: Evaluated | null
}

interface Surroundings {
  readonly store: WritableStore
  readonly folder: DataFolder
  readonly clock: Clock
}

/**
 * Finds where to continue a run and voids what was recorded beyond. Damaged checkpoints go to the
 * quarantine, so that the run can write its own again.
 * @throws CuspError `checkpoint.corrupt`, `checkpoint.missing` when nothing is left to continue from.
 */
export async function prepare(run: RunRow, around: Surroundings): Promise<Start> {
  const survey = await requireSound(run, around)
  await quarantine(run, survey, around)
  const { store, clock } = around
  const { sound } = survey
  const trained = run.weightsHash !== null && sound?.step === run.totalSteps
  store.transaction(() => {
    for (const { folder, reason } of survey.damaged) {
      keepFact(
        store,
        run.number,
        hostLine(
          clock.now(),
          run.step,
          'checkpointDamaged',
          `Checkpoint ${folder} is damaged and was put into quarantine: ${reason}`,
        ),
      )
    }
    if (!trained && run.leaseEpoch > 1) truncate(store, run, sound?.step ?? 0)
    if (sound) adopt(store, run, sound, clock.now())
  })
  const protocol = run.protocol ?? store.runs.spec(run.number).evaluation
  const begun = trained ? unfinished(store, run, protocol) : undefined
  const evaluated = begun === undefined ? null : evaluatedOf(store, begun)
  const plansDone = evaluated?.plans.length ?? 0
  const evaluation = begun === undefined ? null : { id: begun, plansDone }
  return {
    run,
    step: sound?.step ?? 0,
    trained,
    evaluation,
    checkpoint: sound,
    protocol,
    evaluated,
  }
}

/** The survey of a run's checkpoints, if it can be continued by it or has yet to save the first. */
export async function requireSound(
  run: RunRow,
  { store, folder }: Pick<Surroundings, 'store' | 'folder'>,
): Promise<Survey> {
  const place = checkpointsOf(folder.checkpoints, run.id)
  const survey = await surveyCheckpoints(place)
  const newest = survey.damaged.at(0)
  if (survey.sound) return survey
  if (newest) {
    throw new CuspError(
      'checkpoint.corrupt',
      `Run ${run.id} has no sound checkpoint left: ${newest.reason}`,
      { place: join(place, newest.folder) },
    )
  }
  if (run.task === 'train' && store.checkpoints.ofRun(run.number).length === 0) return survey
  throw new CuspError(
    'checkpoint.missing',
    `The checkpoints of run ${run.id} are gone from ${place}; start its spec again as a new run.`,
    { place },
  )
}

async function quarantine(
  run: RunRow,
  survey: Survey,
  { folder, clock }: Surroundings,
): Promise<void> {
  const place = checkpointsOf(folder.checkpoints, run.id)
  for (const { folder: name } of survey.damaged) {
    await mkdir(folder.quarantine, { recursive: true })
    await renameFolder(
      join(place, name),
      join(folder.quarantine, `${run.id}-${name}-${clock.now()}`),
    )
  }
}

function truncate(store: WritableStore, run: RunRow, step: number): void {
  store.metrics.truncate(run.number, step)
  store.events.truncate(run.number, step, store.runs.nextSeq(run.number))
}

/** Records a checkpoint whose host was killed between its files and its row. */
function adopt(store: WritableStore, run: RunRow, sound: SoundCheckpoint, at: number): void {
  const { step, hash, bytes } = sound
  const known = store.checkpoints.ofRun(run.number)
  if (!known.some((saved) => saved.hash === hash)) {
    store.checkpoints.save(run.number, { step, hash, bytes, savedAt: at })
  }
  const present = known.filter((saved) => saved.present && saved.step < step)
  store.checkpoints.keepOnly(run.number, [...present.map((saved) => saved.step), step])
}

/** What is kept of an evaluation, by the keys of its plans. */
function evaluatedOf({ evaluations }: WritableStore, id: number): Evaluated {
  const images = evaluations.portionsDone(id).map(({ plan, images: done }) => [planKey(plan), done])
  return {
    plans: evaluations.plansDone(id).map(planKey),
    images: Object.fromEntries(images) as Record<string, number>,
  }
}

function unfinished(store: WritableStore, run: RunRow, protocol: Protocol): number | undefined {
  const last = store.evaluations.ofRun(run.number).at(-1)
  const isSame = last && JSON.stringify(last.protocol) === JSON.stringify(protocol)
  return isSame && last.finishedAt === null ? last.id : undefined
}
