import { resolveRun } from '#spec'
import type { WritableStore } from '#store'
import { keepMeasures } from '../../measuring.ts'
import { finishEvaluation, keepPlan } from '../../recording/index.ts'
import type { RunDocument, ShelfDocument } from '../format/run-document.ts'
import type { CutEvaluation } from './arrays.ts'

/** A series as it was written, or as it lay in a staging folder. */
interface Columns {
  readonly name: string
  readonly steps: ArrayLike<number>
  readonly values: ArrayLike<number>
  readonly seqs: ArrayLike<number>
}

/** A run as it is brought in. */
export interface BroughtIn {
  readonly run: RunDocument
  readonly metrics: { readonly series: readonly Columns[] }
  readonly shelf: ShelfDocument
  readonly evaluations: readonly CutEvaluation[]
  /** Steps of checkpoints whose files came along. */
  readonly present: readonly number[]
}

/** Rows between two places to pause. */
const stride = 500

/**
 * Makes a run of a record that has been checked, as it was where it comes from, its scores computed
 * anew from the predictions. The run is out of sight until its number is given to `showRun`.
 * It pauses wherever a transaction may end; whoever does not care takes `atOnce`.
 * @returns its number.
 */
export function* bringRun(store: WritableStore, made: BroughtIn): Generator<void, number> {
  const { run, shelf } = made
  const { spec, fault } = run
  const { curriculum } = resolveRun(spec)
  const number = store.runs.bringIn({
    ...run,
    resolved: JSON.stringify(curriculum),
    faultCode: fault?.code ?? null,
    faultMessage: fault?.message ?? null,
    ...{ notes: shelf.notes, archivedAt: shelf.archivedAt },
  })
  yield* keepFacts(store, number, made)
  yield* keepEvaluations(store, number, made.evaluations)
  return number
}

/** Puts a run that is all there in sight, with its tags. */
export function showRun(store: WritableStore, number: number, { labels }: ShelfDocument): void {
  for (const { kind, name } of labels) store.labels.add(number, kind, name)
  store.shelf.delete(number, null)
}

function* keepFacts(
  store: WritableStore,
  number: number,
  { run, metrics, present }: BroughtIn,
): Generator<void, void> {
  for (const { name, steps, values, seqs } of metrics.series) {
    for (let i = 0; i < steps.length; i++) {
      store.metrics.add(number, { name, step: steps[i], value: values[i], seq: seqs[i] })
      if (i % stride === 0) yield
    }
  }
  for (const [i, event] of run.events.entries()) {
    store.events.add(number, event)
    if (i % stride === 0) yield
  }
  for (const saved of run.checkpoints) store.checkpoints.save(number, saved)
  store.checkpoints.keepOnly(number, present)
  for (const { step, checkpointHash, measuredAt, ...reading } of run.equivariance) {
    const row = { step, checkpointHash, measuredAt, reading: JSON.stringify(reading) }
    store.equivariance.save(number, row)
  }
}

function* keepEvaluations(
  store: WritableStore,
  run: number,
  evaluations: readonly CutEvaluation[],
): Generator<void, void> {
  for (const { document, subset, labels, results, inspection } of evaluations) {
    const { step, protocol, subsetHash, plansTotal, startedAt, finishedAt } = document
    const made = { run, step, protocol, subset, labels, subsetHash, plansTotal, startedAt }
    const id = store.evaluations.add(made)
    for (const [position, result] of results.entries()) {
      keepPlan(store, id, position, result)
      yield
    }
    if (inspection) store.evaluations.addInspection(id, inspection)
    if (finishedAt === null) continue
    finishEvaluation(store, run, id, finishedAt)
    yield
  }
  keepMeasures(store, run)
}
