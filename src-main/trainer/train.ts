import { drawnStep, settingsAt, stageAt, stepsUnder, type Settings } from '#curriculum'
import { courseOf, type Course } from './course.ts'
import { diverged, firstBroken } from './diverged.ts'
import type { Snapshot, TrainingSession } from './engine.ts'
import { atGate } from './gatekeeper.ts'
import { subjectOf, type TrainEnd, type TrainJob } from './job.ts'
import { recall, type Memory } from './memory.ts'
import { probe } from './probe.ts'
import type { Metrics, RunEvent } from './run-event.ts'
import { sameEngine } from './same-engine.ts'
import { reportInterval, stepWindow, type StepWindow } from './step-window.ts'

/** Where training stands between two steps. */
interface Progress {
  readonly job: TrainJob
  readonly course: Course
  readonly session: TrainingSession
  readonly window: StepWindow
  step: number
  memory: Memory
  /** Step of the newest checkpoint. */
  saved: number | undefined
}

/**
 * Trains a run from its seed or from a checkpoint, yielding what happens as it happens. Events of a
 * step boundary come in this order: stepsFinished, epochFinished or probeFinished, gateReached or
 * gateMissed, checkpointSaved; then, when the next step begins, stageEntered. Resuming from a periodic checkpoint gives the same weights bit for
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
    const memory = recall(resume?.snapshot.memory)
    const progress = { job, course, session, window: stepWindow(), step, memory, saved }
    yield opening(progress)
    return yield* steps(progress)
  } finally {
    await session.close()
  }
}

function opening(progress: Progress): RunEvent {
  const { job, step } = progress
  const { engine, resume, dataset } = job
  const { description } = engine
  const totalSteps = totalOf(progress)
  if (!resume)
    return { kind: 'runStarted', step, engine: description, totalSteps, datasetHash: dataset.hash }
  const exact = sameEngine(resume.engine, description)
  const fromHash = resume.hash
  return { kind: 'runResumed', step, engine: description, totalSteps, exact, fromHash }
}

/** Steps of the run with the gates that have opened so far. */
function totalOf({ course, memory }: Progress): number {
  return stepsUnder(course.curriculum, memory.gates)
}

function settingsOf({ course, memory }: Progress, step: number): Settings {
  return settingsAt(course.curriculum, step, memory.gates)
}

async function* steps(progress: Progress): AsyncGenerator<RunEvent, TrainEnd> {
  const { job, course } = progress
  while (progress.step < totalOf(progress)) {
    const wish = job.stop()
    if (wish !== 'run') {
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
  progress.step++
}

/** What is due at the boundary after a step. */
async function* settle(progress: Progress): AsyncGenerator<RunEvent, void> {
  const { job, course, step } = progress
  const { checkpointEverySteps, probe: probed } = job.spec
  const epoch = course.epochEndingAt(step)
  const isLast = step === totalOf(progress)
  const isCheckpoint = step % checkpointEverySteps === 0
  const isProbed =
    isLast ||
    (epoch !== undefined && epoch % probed.everyEpochs === 0) ||
    (probed.everySteps !== undefined && step % probed.everySteps === 0)
  const isReport = step % reportInterval(course.curriculum.extent.steps) === 0
  if (isCheckpoint || isProbed || epoch !== undefined || isReport) yield* report(progress)
  const metrics = isProbed ? await probe(job, (await soundSnapshot(progress)).weights) : {}
  if (epoch !== undefined) yield { kind: 'epochFinished', step, epoch, metrics }
  else if (isProbed) yield { kind: 'probeFinished', step, metrics }
  yield* passGate(progress, metrics)
  if (isCheckpoint && step < totalOf(progress)) yield* checkpoint(progress, false)
}

/** Leaves the present stage if its gate opens at this boundary, or its limit is there. */
function* passGate(progress: Progress, metrics: Metrics): Generator<RunEvent, void> {
  const { course, step, memory } = progress
  const { curriculum } = course
  const stage = stageAt(curriculum, step - 1, memory.gates)
  const isLimit = drawnStep(curriculum, step, memory.gates) === stage?.to
  const { stepsPerEpoch } = curriculum.extent
  const verdict = atGate(memory, { step, stepsPerEpoch, stage, isLimit, metrics })
  progress.memory = verdict.memory
  if (verdict.opened) yield { ...verdict.opened, totalSteps: totalOf(progress) }
  if (verdict.missed) yield verdict.missed
}

function* report(progress: Progress): Generator<RunEvent, void> {
  const { window, step } = progress
  const taken = window.take()
  if (taken)
    yield { kind: 'stepsFinished', step, settings: settingsOf(progress, step - 1), ...taken }
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
async function soundSnapshot(progress: Progress): Promise<Snapshot> {
  const { session, step, memory, saved } = progress
  const snapshot = await session.snapshot()
  const broken = firstBroken([...snapshot.weights, ...snapshot.optimiser])
  if (broken === undefined) return { ...snapshot, memory: JSON.stringify(memory) }
  const what = `"${broken}" stopped holding finite numbers`
  throw diverged(what, step - 1, settingsOf(progress, step - 1), saved)
}
