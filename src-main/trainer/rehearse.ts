import { passesAt, settingsAt } from '#curriculum'
import { courseOf, type Course } from './course.ts'
import { diverged } from './diverged.ts'
import type { Snapshot, TrainingSession } from './engine.ts'
import { evaluate, type EvaluateJob } from './evaluate.ts'
import { evaluatedWeights } from './evaluated-weights.ts'
import { checkSuited, subjectOf, type Job } from './job.ts'

/** What two batches, taken through everything a run does, say of the whole. Times are seconds. */
export interface Rehearsal {
  readonly steps: number
  /** The first step and the one with the most passes, each timed once its graphs are compiled. */
  readonly firstStep: RehearsedStep
  readonly hardestStep: RehearsedStep
  /** All steps of training at the pace between those two; without probes and checkpoints. */
  readonly trainingSeconds: number
  /** Every plan of the evaluation on two images. */
  readonly plans: number
  readonly evaluationSeconds: number
}

export interface RehearsedStep {
  readonly step: number
  readonly loss: number
  readonly seconds: number
}

export type RehearseJob = Omit<Job, 'stop'> & Pick<EvaluateJob, 'corruptions'>

/** Images that the evaluation is tried on. */
const images = 2
/** Steps looked at for the hardest, and for the sum: settings move slowly. */
const looks = 200

/**
 * Trains on two batches, one of the first step and one of the hardest, and evaluates two images under
 * every plan, so that what would fail after hours fails at once. Nothing is kept.
 * @param elapsed milliseconds of a steady clock
 * @throws CuspError what the run itself would throw: `attack.unsuited`, `run.diverged`, …
 */
export async function rehearse(job: RehearseJob, elapsed: () => number): Promise<Rehearsal> {
  const { spec, engine } = job
  const subject = subjectOf(job)
  checkSuited(spec.evaluation, subject.classes)
  const course = courseOf(job)
  const { steps } = course.curriculum.extent
  const session = await engine.openTraining(subject)
  try {
    const step = (at: number) => timed({ course, session, elapsed }, at)
    const firstStep = await step(0)
    const hardestStep = await step(hardestOf(job, course))
    const snapshot = await session.snapshot()
    const trainingSeconds = totalOf(job, course, firstStep, hardestStep)
    const evaluated = await evaluateTwo(job, snapshot, elapsed)
    return { steps, firstStep, hardestStep, trainingSeconds, ...evaluated }
  } finally {
    await session.close()
  }
}

interface Stand {
  readonly course: Course
  readonly session: TrainingSession
  readonly elapsed: () => number
}

/** One step twice: the first time compiles its graphs. */
async function timed({ course, session, elapsed }: Stand, step: number): Promise<RehearsedStep> {
  const settings = settingsAt(course.curriculum, step)
  const update = () => session.step(course.batchAt(step), settings, course.keyAt(step))
  await update()
  const started = elapsed()
  const { loss } = await update()
  const seconds = (elapsed() - started) / 1000
  if (!Number.isFinite(loss)) throw diverged(`the loss became ${loss}`, step, settings, undefined)
  return { step, loss, seconds }
}

/** Steps spread evenly over the run, its first among them. */
function looksAt({ curriculum }: Course): number[] {
  const { steps } = curriculum.extent
  const count = Math.min(looks, steps)
  return Array.from({ length: count }, (_, i) => Math.floor((i * steps) / count))
}

function passesOf({ spec }: Pick<Job, 'spec'>, { curriculum }: Course, step: number): number {
  const { forward, backward } = passesAt(settingsAt(curriculum, step), spec)
  // A backward pass costs about two forward ones.
  return forward + 2 * backward
}

function hardestOf(job: Pick<Job, 'spec'>, course: Course): number {
  const costs = looksAt(course).map((step) => ({ step, passes: passesOf(job, course, step) }))
  return costs.reduce((most, one) => (one.passes > most.passes ? one : most)).step
}

/** The line through both steps, in passes and seconds, summed over the run. */
function totalOf(
  job: Pick<Job, 'spec'>,
  course: Course,
  first: RehearsedStep,
  hardest: RehearsedStep,
): number {
  const [low, high] = [first, hardest].map(({ step }) => passesOf(job, course, step))
  const each = high === low ? 0 : (hardest.seconds - first.seconds) / (high - low)
  const at = looksAt(course)
  const sum = at.reduce(
    (seconds, step) => seconds + first.seconds + each * (passesOf(job, course, step) - low),
    0,
  )
  return (sum / at.length) * course.curriculum.extent.steps
}

async function evaluateTwo(
  job: RehearseJob,
  snapshot: Snapshot,
  elapsed: () => number,
): Promise<Pick<Rehearsal, 'plans' | 'evaluationSeconds'>> {
  const { evaluation } = job.spec
  const count = Math.min(images, evaluation.subset.count)
  const protocol = { ...evaluation, subset: { ...evaluation.subset, count } }
  const weights = evaluatedWeights(snapshot)
  const started = elapsed()
  const stop = (): 'run' => 'run'
  let plans = 0
  for await (const event of evaluate({ ...job, stop, protocol, weights, step: snapshot.step }))
    if (event.kind === 'planEvaluated') plans++
  return { plans, evaluationSeconds: (elapsed() - started) / 1000 }
}
