import type { Evaluation, Scores } from '#contract'
import type { EvaluationRow, ReadableStore } from '#store'
import { maskingOf } from './masking.ts'
import { curveScores, heatmapScores, planScores } from './scoring.ts'

/** An evaluation as screens show it: rates with their intervals, made of the kept predictions. */
export function viewEvaluation(store: ReadableStore, row: EvaluationRow): Evaluation {
  const results = store.evaluations.results(row.id)
  const plans = planScores(row, results)
  const masking = maskingOf(store, row, results)
  return {
    id: row.id,
    step: row.step,
    protocol: row.protocol,
    count: row.labels.length,
    subsetHash: row.subsetHash,
    finished: row.finishedAt !== null,
    scores: row.scores === null ? null : (JSON.parse(row.scores) as Scores),
    plans,
    curves: curveScores(row.protocol, plans),
    heatmaps: heatmapScores(row.protocol, plans),
    masking: masking && { ...masking, signals: [...masking.signals] },
  }
}
