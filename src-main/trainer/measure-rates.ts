import { isAttacked, type Settings } from '#curriculum'
import type { Batch } from '#dataset'
import type { RandomKey } from '#random'
import type { EvaluationRates, StepRates } from '#spec'
import type { EvaluationSession, TrainingSession } from './engine.ts'

/** How measurements are taken. */
export interface Stopwatch {
  /** Milliseconds of a steady clock. */
  elapsed(): number
  /** How long a thing is repeated, in turn with what it is compared with; medians count. */
  readonly budgetMs: number
}

/** Steps of the longer of two attacks; further ones cost as much as those between. */
const longer = 6

/** Weights stay as good as they are, however often a step is repeated. */
const learningRate = 1e-6

/**
 * What the parts of a training step take, from whole steps of a session as runs have it: without an
 * attack, with one of a single step and with a longer one.
 * @param settings whether images are moved and attacked, and how far.
 */
export async function measureStep(
  session: TrainingSession,
  batch: Batch,
  settings: Settings,
  watch: Stopwatch,
): Promise<StepRates> {
  let taken = 0
  const stepWith = (changes: Partial<Settings>) => () =>
    session.step(batch, { ...settings, learningRate, ...changes }, ['measure', taken++])
  const plainStep = stepWith({ epsilon: 0 })
  if (!isAttacked(settings)) {
    const [plain] = await medians([plainStep], watch)
    return { plain, attacked: null, climb: null }
  }
  const attacks = [1, longer].map((attackSteps) => stepWith({ attackSteps }))
  const [plain, once, often] = await medians([plainStep, ...attacks], watch)
  const climb = perFurther(once, often, longer - 1)
  return { plain, attacked: Math.max(0, once - climb), climb }
}

/** What the parts of an evaluation take on as many images as the batch has. */
export async function measureEvaluation(
  session: EvaluationSession,
  batch: Batch,
  watch: Stopwatch,
): Promise<EvaluationRates> {
  const [judge, slope, once, often, turn, turns] = await medians(
    [
      () => session.predict(batch),
      () => session.inspect(batch),
      () => climbs(session, batch, 1),
      () => climbs(session, batch, longer),
      () => rotations(session, batch, 1),
      () => rotations(session, batch, longer),
    ],
    watch,
  )
  const climb = perFurther(once, often, longer - 1)
  return {
    images: batch.size,
    judge,
    slope,
    begin: Math.max(0, once - climb),
    climb,
    turn: perFurther(turn, turns, longer - 1),
  }
}

/** What each further part takes; where noise has made more of them faster, what the first did. */
function perFurther(one: number, more: number, further: number): number {
  return more > one ? (more - one) / further : one
}

const key: RandomKey = ['measure']

/** A radius so small that nothing is fooled, so that every step is taken. */
function climbs(session: EvaluationSession, batch: Batch, steps: number): Promise<unknown> {
  const ball = { norm: 'linf', epsilon: 1e-5, stepSize: { absolute: 1e-6 } } as const
  const manner = { randomStart: true, restarts: 1, climbs: 'label' } as const
  return session.attack({ attack: 'pgd', ...ball, steps, ...manner }, batch, key)
}

function rotations(session: EvaluationSession, batch: Batch, count: number): Promise<unknown> {
  const range = { rotation: 30, translation: 0, translations: 1, climbs: 'label' } as const
  return session.attack({ attack: 'spatial-grid', ...range, rotations: count }, batch, key)
}

const fewestRounds = 3
const mostRounds = 20

/** Median milliseconds of each task, in turn within a round; a round before them compiles. */
async function medians(
  tasks: readonly (() => Promise<unknown>)[],
  watch: Stopwatch,
): Promise<number[]> {
  for (const task of tasks) await task()
  const taken = tasks.map((): number[] => [])
  const begun = watch.elapsed()
  const isEnough = (round: number): boolean =>
    round >= mostRounds || (round >= fewestRounds && watch.elapsed() - begun > watch.budgetMs)
  for (let round = 0; !isEnough(round); round++)
    for (const [i, task] of tasks.entries()) {
      const start = watch.elapsed()
      await task()
      taken[i].push(watch.elapsed() - start)
    }
  return taken.map(median)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
