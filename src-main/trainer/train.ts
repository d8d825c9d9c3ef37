import { courseOf, type Course } from './course.ts'
import { diverged, firstBroken } from './diverged.ts'
import type { Snapshot, TrainingSession } from './engine.ts'
import { subjectOf, type TrainEnd, type TrainJob } from './job.ts'
import { probe } from './probe.ts'
import type { RunEvent } from './run-event.ts'
import { sameEngine } from './same-engine.ts'
import { reportInterval, stepWindow, type StepWindow } from './step-window.ts'

/** Where training stands between two steps. */
interface Progress {
  readonly job: TrainJob
  readonly course: Course
  readonly session: TrainingSession
  readonly window: StepWindow
  step: number
  /** Step of the newest checkpoint. */
  saved: number | undefined
}

/**
 * Trains a run from its seed or from a checkpoint, yielding what happens as it happens. Events of a
 * step boundary come in this order: stepsFinished, epochFinished, checkpointSaved; then, when the
 * next step begins, stageEntered. Resuming from a periodic checkpoint gives the same weights bit for
 * bit and the same later events as never having stopped; a pause between two reports only splits
 * that report in two.
 * @throws CuspError `run.diverged` when the loss or a weight stops being a number.
 */
export async function* train(job: TrainJob): AsyncGenerator<RunEvent, TrainEnd> {
  const { engine, resume } = job
  const session = await engine.openTraining(subjectOf(job), resume?.snapshot)
  try {
    const step = resume?.snapshot.step ?? 0
    const course = courseOf(job)
    const saved = resume && step
    const progress = { job, course, session, window: stepWindow(), step, saved }
    yield opening(progress)
    return yield* steps(progress)
  } finally {
    await session.close()
  }
}

function opening({ job: { engine, resume, dataset }, course, step }: Progress): RunEvent {
  const { description } = engine
  if (!resume) {
    const totalSteps = course.extent.steps
    return { kind: 'runStarted', step, engine: description, totalSteps, datasetHash: dataset.hash }
  }
  const exact = sameEngine(resume.engine, description)
  return { kind: 'runResumed', step, engine: description, exact, fromHash: resume.hash }
}

async function* steps(progress: Progress): AsyncGenerator<RunEvent, TrainEnd> {
  const { job, course } = progress
  const total = course.extent.steps
  while (progress.step < total) {
    const wish = job.stop()
    if (wish !== 'run') {
      yield* report(progress)
      const snapshot = yield* checkpoint(progress, false)
      return { kind: wish === 'pause' ? 'paused' : 'cancelled', snapshot }
    }
    for (const { name } of course.stagesFrom(progress.step))
      yield { kind: 'stageEntered', step: progress.step, stage: name }
    await advance(progress)
    yield* settle(progress)
  }
  return { kind: 'finished', snapshot: yield* checkpoint(progress, true) }
}

/** One optimiser update. */
async function advance(progress: Progress): Promise<void> {
  const { course, session, step } = progress
  const settings = course.settingsAt(step)
  const batch = course.batchAt(step)
  const outcome = await session.step(batch, settings, course.keyAt(step))
  if (!Number.isFinite(outcome.loss))
    throw diverged(`the loss became ${outcome.loss}`, step, settings, progress.saved)
  progress.window.add(outcome, batch.size)
  progress.step++
}

/** What is due at the boundary after a step. */
async function* settle(progress: Progress): AsyncGenerator<RunEvent, void> {
  const { job, course, step } = progress
  const epoch = course.epochEndingAt(step)
  const total = course.extent.steps
  const isCheckpoint = step % job.spec.checkpointEverySteps === 0 && step < total
  if (isCheckpoint || epoch !== undefined || step % reportInterval(total) === 0)
    yield* report(progress)
  if (epoch !== undefined) {
    const isProbed = epoch % job.spec.probe.everyEpochs === 0 || step === total
    const metrics = isProbed ? await probe(job, (await soundSnapshot(progress)).weights) : {}
    yield { kind: 'epochFinished', step, epoch, metrics }
  }
  if (isCheckpoint) yield* checkpoint(progress, false)
}

function* report({ course, window, step }: Progress): Generator<RunEvent, void> {
  const taken = window.take()
  if (taken) yield { kind: 'stepsFinished', step, settings: course.settingsAt(step - 1), ...taken }
}

async function* checkpoint(progress: Progress, final: boolean): AsyncGenerator<RunEvent, Snapshot> {
  const { job, step } = progress
  const snapshot = await soundSnapshot(progress)
  if (progress.saved === step && !final) return snapshot
  const saved = await job.saveCheckpoint(snapshot, final)
  progress.saved = step
  yield { kind: 'checkpointSaved', step, final, ...saved }
  return snapshot
}

/** The weights as they are, if they are numbers: nothing else is ever probed or saved. */
async function soundSnapshot({ course, session, step, saved }: Progress): Promise<Snapshot> {
  const snapshot = await session.snapshot()
  const broken = firstBroken([...snapshot.weights, ...snapshot.optimiser])
  if (broken === undefined) return snapshot
  const settings = course.settingsAt(step - 1)
  throw diverged(`"${broken}" stopped holding finite numbers`, step - 1, settings, saved)
}
