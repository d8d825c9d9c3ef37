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
 * What the parts of a training step take, from whole steps of a session as runs have it: with an
 * attack of a single step, with a longer one, and without. The session must be new to such steps.
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
    const [plain] = await timesOf([plainStep], watch)
    return { plain: plain.usual, attacked: null, climb: null, first: plain.first }
  }
  const attacks = [1, longer].map((attackSteps) => stepWith({ attackSteps }))
  const [once, often, plain] = await timesOf([...attacks, plainStep], watch)
  const climb = perFurther(once.usual, often.usual, longer - 1)
  const attacked = Math.max(0, once.usual - climb)
  return { plain: plain.usual, attacked, climb, first: once.first }
}

/** What the parts of an evaluation take on as many images as the batch has, by a new session. */
export async function measureEvaluation(
  session: EvaluationSession,
  batch: Batch,
  watch: Stopwatch,
): Promise<EvaluationRates> {
  const [judge, slope, once, often, turn, turns] = await timesOf(
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
  const climb = perFurther(once.usual, often.usual, longer - 1)
  const oneTurn = perFurther(turn.usual, turns.usual, longer - 1)
  return {
    images: batch.size,
    judge: judge.usual,
    slope: slope.usual,
    begin: Math.max(0, once.usual - climb),
    climb,
    beginTurns: Math.max(0, turn.usual - oneTurn),
    turn: oneTurn,
    first: { judge: judge.first, slope: slope.first, climb: once.first, turn: turn.first },
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

interface Times {
  /** Median milliseconds. */
  readonly usual: number
  /** What the first time took beyond the median: it compiles. */
  readonly first: number
}

/** Times of each task, in turn within a round; a round before them compiles. */
async function timesOf(
  tasks: readonly (() => Promise<unknown>)[],
  watch: Stopwatch,
): Promise<Times[]> {
  const timed = async (task: () => Promise<unknown>): Promise<number> => {
    const start = watch.elapsed()
    await task()
    return watch.elapsed() - start
  }
  const firsts: number[] = []
  for (const task of tasks) firsts.push(await timed(task))
  const taken = tasks.map((): number[] => [])
  const begun = watch.elapsed()
  const isEnough = (round: number): boolean =>
    round >= mostRounds || (round >= fewestRounds && watch.elapsed() - begun > watch.budgetMs)
  for (let round = 0; !isEnough(round); round++)
    for (const [i, task] of tasks.entries()) taken[i].push(await timed(task))
  return taken.map((all, i) => {
    const usual = median(all)
    return { usual, first: Math.max(0, firsts[i] - usual) }
  })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
