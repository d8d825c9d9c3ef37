import { createEngine } from '#engine'
import type { NamedEngine } from '#spec'
import type { Engine } from '#trainer'
import { choiceOf } from '../engine/catalogue.ts'
import { readModelFile } from '../model/files.ts'
import type { Job } from './messages.ts'
import { openCompiler } from './open-compiler.ts'
import type { Pulse } from './pulse.ts'
import { watched } from './watched.ts'

/** Milliseconds the run's own step takes on an engine; `best` is the fastest of those before. */
export type TimeOn = (engine: Engine, best: number) => Promise<number>

/** An engine this much slower than the fastest is level with it. */
const tie = 1.05

type Needs = Pick<Job, 'recorded' | 'choices' | 'threads' | 'engines' | 'models'> & {
  /** Told of all that the engine begins and ends. */
  readonly pulse?: Pulse
}

/**
 * The engine that a job is computed on: what computed it so far; else, of the engines its host found
 * usable for it, the one on which its own step is fastest. Where there is one, nothing is timed.
 */
export async function engineOf(job: Needs, time: TimeOn): Promise<Engine> {
  const { recorded, choices } = job
  const before = recorded && choiceOf(recorded.engine)
  if (before && choices.includes(before)) {
    const { threads, timings } = recorded.engine
    return open(before, job, { threads, ...(timings && { timings }) })
  }
  const [only, ...others] = choices
  if (only === undefined) throw new RangeError('A job comes with the engines that may compute it.')
  return others.length === 0 ? open(only, job) : fastest(choices, job, time)
}

async function fastest(choices: readonly NamedEngine[], job: Needs, time: TimeOn): Promise<Engine> {
  const timings: Record<string, number> = {}
  for (const choice of choices) {
    const best = Math.min(...Object.values(timings))
    timings[choice] = await time(await open(choice, job), best)
  }
  const best = Math.min(...Object.values(timings))
  // GPUs come first in the list.
  const chosen = choices.find((choice) => timings[choice] <= best * tie) ?? choices[0]
  return open(chosen, job, { timings })
}

async function open(
  choice: NamedEngine,
  { threads, engines, models, pulse }: Needs,
  recorded: { threads?: number; timings?: Readonly<Record<string, number>> } = {},
): Promise<Engine> {
  const around = { threads: recorded.threads ?? threads, engines }
  const { compiler, description } = await openCompiler(choice, around)
  const { timings } = recorded
  return createEngine(
    pulse ? watched(compiler, pulse) : compiler,
    { ...description, ...(timings && { timings }) },
    { read: (model) => readModelFile(models, model) },
  )
}
