import type { WritableStore } from '#store'
import type { PlanResult } from '#trainer'
import { scoresOf } from '../scoring.ts'

/** Keeps the outcome of a plan that came as a whole. */
export function keepPlan(
  { evaluations }: WritableStore,
  evaluation: number,
  position: number,
  result: PlanResult,
): void {
  evaluations.addPortion(evaluation, position, 0, result)
  evaluations.closePlan(evaluation, position)
}

/** Ends an evaluation of a run: its scores, computed from what was kept, are the run's from now on. */
export function finishEvaluation(
  store: WritableStore,
  run: number,
  evaluation: number,
  at: number,
): void {
  const scores = JSON.stringify(scoresOf(store, evaluation))
  store.evaluations.finish(evaluation, at, scores)
  store.runs.setScores(run, scores)
}
