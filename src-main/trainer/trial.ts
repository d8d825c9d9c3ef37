import { settingsAt } from '#curriculum'
import { batchOf } from '#dataset'
import { courseOf } from './course.ts'
import { subjectOf, type TrainJob } from './job.ts'

/** Steps timed after the first, which compiles; the fastest of them counts. */
const timedSteps = 3
/** Images that an imported model is tried on, which nothing trains. */
const looks = 64

/** What a trial needs of a job. */
type Tried = Pick<TrainJob, 'spec' | 'dataset' | 'split' | 'engine' | 'resume'>

/**
 * Milliseconds that the run's own step takes on the job's engine. The last step is what is timed, for
 * curricula rise; nothing of it is kept.
 * @param elapsed milliseconds of a steady clock
 * @param best of the engines before: once it is clearly missed, no more is timed
 */
export async function timeStep(
  job: Tried,
  elapsed: () => number,
  best = Infinity,
): Promise<number> {
  const trial = await openTrial(job)
  try {
    await trial.work()
    let fastest = Infinity
    for (let count = 0; count < timedSteps && !(fastest > 2 * best && count > 0); count++) {
      const start = elapsed()
      await trial.work()
      fastest = Math.min(fastest, elapsed() - start)
    }
    return fastest
  } finally {
    await trial.close()
  }
}

interface Trial {
  work(): Promise<unknown>
  close(): Promise<void>
}

async function openTrial(job: Tried): Promise<Trial> {
  const { engine, spec, dataset, split, resume } = job
  const subject = subjectOf(job)
  const session = await engine.openTraining(subject, resume?.snapshot)
  const close = (): Promise<void> => session.close()
  if (spec.epochs === 0) {
    const evaluation = await engine.openEvaluation(subject, (await session.snapshot()).weights)
    const batch = batchOf(dataset, split.test.subarray(0, looks))
    const closeBoth = async (): Promise<void> => {
      await evaluation.close()
      await close()
    }
    return { work: () => evaluation.inspect(batch), close: closeBoth }
  }
  const course = courseOf(job)
  const step = course.curriculum.extent.steps - 1
  const settings = settingsAt(course.curriculum, step)
  const [batch, key] = [course.batchAt(step), course.keyAt(step)]
  return { work: () => session.step(batch, settings, key), close }
}
