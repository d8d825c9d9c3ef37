import { resolveRun } from '#spec'
import type { WritableStore } from '#store'
import { keepMeasures } from '../measuring.ts'
import { finishEvaluation, hostLine, keepFact, keepPlan } from '../recording/index.ts'
import type { RunRecord } from './record.ts'

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

/**
 * Makes a finished run of a record. Its scores are computed anew from the predictions.
 * @throws CuspError `spec.invalid` when its spec does not fit; call it in a transaction.
 */
export function restore(store: WritableStore, study: string, record: RunRecord, now: number): void {
  const { id, spec, totalSteps, createdAt, finishedAt, engine, datasetHash, weightsHash } = record
  const { extent, curriculum } = resolveRun(spec)
  const run = store.runs.add({
    ...{ id, spec, resolved: JSON.stringify(curriculum), group: study, study, createdAt },
    ...{ totalSteps: extent.steps, stepsPerEpoch: extent.stepsPerEpoch },
  })
  const { number } = run
  store.runs.setOrigin(number, { engine, datasetHash, totalSteps, epochs: spec.epochs })
  store.runs.setWeightsHash(number, weightsHash)
  keepSeries(store, number, record)
  keepEvaluation(store, number, record)
  keepMeasures(store, number)
  const plans = record.evaluation.plans.length
  store.runs.progress(number, run.leaseEpoch, {
    ...{ step: totalSteps, activity: null, plansDone: plans, plansTotal: plans },
    ...{ activeMs: record.activeMs, imagesPerSecond: record.imagesPerSecond },
  })
  const text = `Brought in from the finished runs of "${study}": a record without checkpoints.`
  keepFact(store, number, hostLine(now, totalSteps, 'recordImported', text))
  store.runs.move(run, { to: 'finished', at: finishedAt, fault: null })
}

function keepSeries(store: WritableStore, run: number, { metrics, events }: RunRecord): void {
  for (const { name, steps, values } of metrics) {
    for (const [i, step] of steps.entries()) {
      store.metrics.add(run, { name, step, value: values[i], seq: store.runs.nextSeq(run) })
    }
  }
  for (const event of events) {
    store.events.add(run, { ...event, body: '{}', seq: store.runs.nextSeq(run) })
  }
}

function keepEvaluation(store: WritableStore, run: number, record: RunRecord): void {
  const { step, protocol, subset, labels, subsetHash, startedAt, finishedAt, plans } =
    record.evaluation
  const evaluation = store.evaluations.add({
    ...{ run, step, protocol, subsetHash, startedAt, plansTotal: plans.length },
    subset: new Uint32Array(bytesOf(subset).buffer),
    labels: bytesOf(labels),
  })
  const none = new Float32Array(0)
  for (const [position, { plan, predictions }] of plans.entries()) {
    const prediction = Int32Array.from(bytesOf(predictions))
    const result = { plan, prediction, loss: none, margin: none, gallery: new Uint8Array(0) }
    keepPlan(store, evaluation, position, result)
  }
  finishEvaluation(store, run, evaluation, finishedAt)
}
