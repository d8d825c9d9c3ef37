import { resolveRun } from '#spec'
import type { WritableStore } from '#store'
import { keepMeasures } from '../../measuring.ts'
import { finishEvaluation, keepPlan } from '../../recording/index.ts'
import type { MetricsDocument, RunDocument, ShelfDocument } from '../format/run-document.ts'
import type { CutEvaluation } from './arrays.ts'

/** A run as it is brought in. */
export interface BroughtIn {
  readonly run: RunDocument
  readonly metrics: MetricsDocument
  readonly shelf: ShelfDocument
  readonly evaluations: readonly CutEvaluation[]
  /** Steps of checkpoints whose files came along. */
  readonly present: readonly number[]
}

/**
 * Makes a run of a record that has been checked, as it was where it comes from. Its scores are
 * computed anew from the predictions. Call it in a transaction.
 * @returns its number.
 */
export function bringRun(store: WritableStore, made: BroughtIn): number {
  const { run, shelf } = made
  const { spec, fault, state } = run
  const { curriculum } = resolveRun(spec)
  const number = store.runs.bringIn({
    ...run,
    engine: run.engine,
    resolved: JSON.stringify(curriculum),
    faultCode: fault?.code ?? null,
    faultMessage: fault?.message ?? null,
    state,
    ...{ notes: shelf.notes, archivedAt: shelf.archivedAt },
  })
  for (const { kind, name } of shelf.labels) store.labels.add(number, kind, name)
  keepFacts(store, number, made)
  keepEvaluations(store, number, made.evaluations)
  return number
}

function keepFacts(store: WritableStore, number: number, { run, metrics, present }: BroughtIn) {
  for (const { name, steps, values, seqs } of metrics.series) {
    for (const [i, step] of steps.entries()) {
      store.metrics.add(number, { name, step, value: values[i], seq: seqs[i] })
    }
  }
  for (const event of run.events) store.events.add(number, event)
  for (const saved of run.checkpoints) store.checkpoints.save(number, saved)
  store.checkpoints.keepOnly(number, present)
  for (const { step, checkpointHash, measuredAt, ...reading } of run.equivariance) {
    const row = { step, checkpointHash, measuredAt, reading: JSON.stringify(reading) }
    store.equivariance.save(number, row)
  }
}

function keepEvaluations(
  store: WritableStore,
  run: number,
  evaluations: readonly CutEvaluation[],
): void {
  for (const { document, subset, labels, results, inspection } of evaluations) {
    const { step, protocol, subsetHash, plansTotal, startedAt, finishedAt } = document
    const made = { run, step, protocol, subset, labels, subsetHash, plansTotal, startedAt }
    const id = store.evaluations.add(made)
    for (const [position, result] of results.entries()) {
      keepPlan(store, id, position, result)
    }
    if (inspection) store.evaluations.addInspection(id, inspection)
    if (finishedAt === null) continue
    finishEvaluation(store, run, id, finishedAt)
  }
  keepMeasures(store, run)
}
