import type { Scores } from '#contract'
import { headlineNames, rounded, storedName } from '#query'
import type { EvaluationRow, ReadableStore, WritableStore } from '#store'
import { ballOf } from '#threat'
import { curveScores, planScores } from './scoring.ts'

/** How a ball's accuracy is named: of another norm it is another number. */
const names = { linf: 'adversarial', l2: 'adversarialL2', l1: 'adversarialL1' } as const

/**
 * What an evaluation found, by the names lists are filtered and sorted by: its headline, and the
 * lowest accuracy at each strength that a plan or curve was run at (`adversarial@0.0314`).
 */
export function measuresOf(store: ReadableStore, evaluation: EvaluationRow): Map<string, number> {
  const found = new Map<string, number>()
  const scores = JSON.parse(evaluation.scores ?? 'null') as Scores | null
  for (const name of headlineNames) {
    const value = scores?.[name]
    if (typeof value === 'number') found.set(name, value)
  }
  const lower = (name: string, strength: number, value: number) => {
    const stored = storedName({ name, strength: rounded(strength) })
    found.set(stored, Math.min(value, found.get(stored) ?? value))
  }
  const plans = planScores(evaluation, store.evaluations.results(evaluation.id))
  for (const { plan, family, accuracy } of plans) {
    const ball = family === 'adversarial' ? ballOf(plan) : null
    if (ball) lower(names[ball.norm], ball.epsilon, accuracy)
  }
  for (const { over, points } of curveScores(evaluation.protocol, plans)) {
    if (over === 'epsilon') continue
    for (const { value, accuracy } of points) lower(over, value, accuracy)
  }
  return found
}

/** Keeps what the finished evaluations of a run found as its measures. */
export function keepMeasures(store: WritableStore, run: number): void {
  for (const evaluation of store.evaluations.ofRun(run)) {
    if (evaluation.scores === null) continue
    for (const [name, value] of measuresOf(store, evaluation)) {
      store.measures.add(run, name, evaluation.step, value)
    }
  }
  store.measures.markMeasured(run)
}

/** Milliseconds that an opening may wait for runs of an older Cusp. */
const patience = 1_000

/**
 * Runs of an older Cusp have scores and no measures: counts them, what takes long a few at a time
 * while others are answered.
 * @param elapsed milliseconds of a steady clock.
 */
export function measureOlder(
  store: WritableStore,
  elapsed: () => number,
  onDone: () => void,
): { stop(): void } {
  let timer: NodeJS.Immediate | undefined
  const isLeft = () => {
    const runs = store.measures.unmeasured(8)
    store.transaction(() => runs.forEach((run) => keepMeasures(store, run)))
    return runs.length > 0
  }
  const goOn = () => {
    if (isLeft()) timer = setImmediate(goOn)
    else onDone()
  }
  const start = elapsed()
  while (elapsed() - start < patience) if (!isLeft()) return { stop: () => undefined }
  timer = setImmediate(goOn)
  return { stop: () => clearImmediate(timer) }
}
