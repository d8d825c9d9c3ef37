import { drawnStep } from '#curriculum'
import { checkpoint, report, settle } from './boundary.ts'
import { courseOf } from './course.ts'
import { diverged } from './diverged.ts'
import type { EngineDescription } from './engine.ts'
import { checkSuited, subjectOf, type TrainEnd, type TrainJob } from './job.ts'
import { recall } from './memory.ts'
import { settingsOf, totalOf, type Progress } from './progress.ts'
import type { RunEvent } from './run-event.ts'
import { sameEngine } from './same-engine.ts'
import { stepWindow } from './step-window.ts'

/**
 * Trains a run from its seed or from a checkpoint, yielding what happens as it happens. Events of a
 * step boundary come in this order: stepsFinished, epochFinished or probeFinished, gateReached or
 * gateMissed, alarmRaised, checkpointSaved; then, when the next step begins, stageEntered. Resuming
 * from a periodic checkpoint gives the same weights bit for bit and the same later events as never
 * having stopped; a pause between two reports only splits that report in two.
 * @throws CuspError `run.diverged` when the loss or a weight stops being a number; `attack.unsuited`
 *   before the first step when an attack of the evaluation needs more classes.
 */
export async function* train(job: TrainJob): AsyncGenerator<RunEvent, TrainEnd> {
  const { resume } = job
  const subject = subjectOf(job)
  checkSuited(job.spec.evaluation, subject.classes)
  const session = await job.engine.openTraining(subject, resume?.snapshot)
  try {
    const step = resume?.snapshot.step ?? 0
    const course = courseOf(job)
    const saved = resume && step
    const memory = recall(resume?.snapshot.memory)
    const progress = { job, course, session, window: stepWindow(), step, memory, saved }
    const engine = { ...job.engine.description, ...(await session.graph?.()) }
    yield opening(progress, engine)
    return yield* steps(progress)
  } finally {
    await session.close()
  }
}

function opening(progress: Progress, engine: EngineDescription): RunEvent {
  const { job, step } = progress
  const { resume, dataset } = job
  const totalSteps = totalOf(progress)
  if (!resume) return { kind: 'runStarted', step, engine, totalSteps, datasetHash: dataset.hash }
  const exact = sameEngine(resume.engine, engine)
  const fromHash = resume.hash
  return { kind: 'runResumed', step, engine, totalSteps, exact, fromHash }
}

async function* steps(progress: Progress): AsyncGenerator<RunEvent, TrainEnd> {
  const { job, course } = progress
  while (progress.step < totalOf(progress)) {
    const wish = job.stop()
    if (wish === 'checkpoint') {
      yield* report(progress)
      yield* checkpoint(progress, false)
    } else if (wish !== 'run') {
      yield* report(progress)
      const snapshot = yield* checkpoint(progress, false)
      return { kind: wish === 'pause' ? 'paused' : 'cancelled', snapshot }
    }
    const { step, memory } = progress
    const drawn = drawnStep(course.curriculum, step, memory.gates)
    for (const { from, name } of course.curriculum.stages)
      if (from === drawn) yield { kind: 'stageEntered', step, stage: name }
    await advance(progress)
    yield* settle(progress)
  }
  return { kind: 'finished', snapshot: yield* checkpoint(progress, true) }
}

/** One optimiser update. */
async function advance(progress: Progress): Promise<void> {
  const { course, session, step } = progress
  const settings = settingsOf(progress, step)
  const batch = course.batchAt(step)
  const outcome = await session.step(batch, settings, course.keyAt(step))
  if (!Number.isFinite(outcome.loss))
    throw diverged(`the loss became ${outcome.loss}`, step, settings, progress.saved)
  progress.window.add(outcome, batch.size)
  const { images, correct } = progress.memory.trained ?? { images: 0, correct: 0 }
  const trained = {
    images: images + batch.size,
    correct: correct + outcome.trainAccuracy * batch.size,
  }
  progress.memory = { ...progress.memory, trained }
  progress.step++
}
