import { drawnStep, stageAt } from '#curriculum'
import { judge } from './alarms.ts'
import type { Snapshot } from './engine.ts'
import { evaluatedWeights } from './evaluated-weights.ts'
import { atGate } from './gatekeeper.ts'
import { probe, type Probed } from './probe.ts'
import { settingsOf, soundSnapshot, totalOf, type Progress } from './progress.ts'
import type { Reading } from './reading.ts'
import type { RunEvent } from './run-event.ts'
import { reportInterval } from './step-window.ts'

/** What is due at the boundary after a step. */
export async function* settle(progress: Progress): AsyncGenerator<RunEvent, void> {
  const { job, course, step } = progress
  const epoch = course.epochEndingAt(step)
  const isProbed = isProbeDue(progress, epoch)
  const isCheckpoint = step % job.spec.checkpointEverySteps === 0
  const isReport = step % reportInterval(course.curriculum.extent.steps) === 0
  if (isCheckpoint || isProbed || epoch !== undefined || isReport) yield* report(progress)
  const probed = isProbed
    ? await probe(job, evaluatedWeights(await soundSnapshot(progress)))
    : undefined
  if (epoch !== undefined)
    yield { kind: 'epochFinished', step, epoch, metrics: probed?.metrics ?? {} }
  else if (probed) yield { kind: 'probeFinished', step, metrics: probed.metrics }
  yield* passGate(progress, probed)
  if (epoch !== undefined && probed) yield* ring(progress, probed)
  if (isCheckpoint && step < totalOf(progress)) yield* checkpoint(progress, false)
}

/** At epoch ends, every so many steps where the spec says so, and at the end. */
function isProbeDue(progress: Progress, epoch: number | undefined): boolean {
  const { job, step } = progress
  const { everyEpochs, everySteps } = job.spec.probe
  if (step === totalOf(progress)) return true
  if (epoch !== undefined && epoch % everyEpochs === 0) return true
  return everySteps !== undefined && step % everySteps === 0
}

/** Leaves the present stage if its gate opens at this boundary, or its limit is there. */
function* passGate(progress: Progress, probed: Probed | undefined): Generator<RunEvent, void> {
  const { course, step, memory } = progress
  const { curriculum } = course
  const stage = stageAt(curriculum, step - 1, memory.gates)
  const isLimit = drawnStep(curriculum, step, memory.gates) === stage?.to
  const { stepsPerEpoch } = curriculum.extent
  const metrics = probed?.metrics ?? {}
  const verdict = atGate(memory, { step, stepsPerEpoch, stage, isLimit, metrics })
  progress.memory = verdict.memory
  if (verdict.opened) yield { ...verdict.opened, totalSteps: totalOf(progress) }
  if (verdict.missed) yield verdict.missed
}

/** Raises the alarms that an epoch's end gives reason for. */
function* ring(progress: Progress, probed: Probed): Generator<RunEvent, void> {
  const { step, memory } = progress
  const verdict = judge(memory, readingOf(progress, probed), probed.isDegenerate)
  progress.memory = { ...verdict.memory, trained: undefined }
  for (const raised of verdict.raised) yield { kind: 'alarmRaised', step, ...raised }
}

function readingOf(progress: Progress, { metrics }: Probed): Reading {
  const { step, memory, job } = progress
  const { epsilon, adversarialShare } = settingsOf(progress, step - 1)
  const { images, correct } = memory.trained ?? { images: 1, correct: 0 }
  const { epsilon: radius, attackSteps, count } = job.spec.probe
  return {
    step,
    adversarialAccuracy: metrics.adversarialAccuracy,
    trainAccuracy: correct / images,
    strength: epsilon * adversarialShare,
    epsilon,
    probe: { epsilon: radius, steps: attackSteps, count },
  }
}

export function* report(progress: Progress): Generator<RunEvent, void> {
  const { window, step } = progress
  const taken = window.take()
  if (taken)
    yield { kind: 'stepsFinished', step, settings: settingsOf(progress, step - 1), ...taken }
}

export async function* checkpoint(
  progress: Progress,
  final: boolean,
): AsyncGenerator<RunEvent, Snapshot> {
  const { job, step } = progress
  const snapshot = await soundSnapshot(progress)
  if (progress.saved === step && !final) return snapshot
  const saved = await job.saveCheckpoint(snapshot, final)
  progress.saved = step
  yield { kind: 'checkpointSaved', step, final, ...saved }
  return snapshot
}
