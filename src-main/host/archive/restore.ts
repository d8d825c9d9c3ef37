import { resolveRun } from '#spec'
import type { WritableStore } from '#store'
import { bringRun, showRun, type BroughtIn } from '../bundle/index.ts'
import { atOnce } from '../in-slices.ts'
import type { RunRecord } from './record.ts'

/**
 * Makes a finished run of a record, as a bundle's are made: its scores are computed anew.
 * @throws CuspError `spec.invalid` when its spec does not fit; call it in a transaction.
 */
export function restore(store: WritableStore, study: string, record: RunRecord, now: number): void {
  const made = broughtOf(study, record, now)
  showRun(store, atOnce(bringRun(store, made)), made.shelf)
}

/** What a record leaves unsaid is as of a run that was never touched: no checkpoints, no notes. */
function broughtOf(study: string, record: RunRecord, now: number): BroughtIn {
  const { id, spec, totalSteps, createdAt, finishedAt, activeMs, imagesPerSecond } = record
  const { engine, datasetHash, weightsHash, evaluation } = record
  const plans = evaluation.plans.length
  let seq = 0
  const series = record.metrics.map(({ name, steps, values }) => {
    return { name, steps, values, seqs: steps.map(() => ++seq) }
  })
  const text = `Brought in from the finished runs of "${study}": a record without checkpoints.`
  const events = [
    ...record.events,
    { at: now, step: totalSteps, source: 'host', kind: 'recordImported', text } as const,
  ].map((event) => ({ ...event, body: '{}', seq: ++seq }))
  const cut = cutOf(evaluation)
  return {
    run: {
      ...{ id, spec, group: study, study, state: 'finished', task: 'train', protocol: null },
      ...{ createdAt, startedAt: null, finishedAt, activeMs, imagesPerSecond },
      ...{ step: totalSteps, totalSteps, stepsPerEpoch: resolveRun(spec).extent.stepsPerEpoch },
      ...{ plansDone: plans, plansTotal: plans, datasetHash, engine, weightsHash, fault: null },
      ...{ seq, events, checkpoints: [], equivariance: [], imported: null },
      evaluations: [cut.document],
    },
    metrics: { series },
    shelf: { notes: '', labels: [], archivedAt: null },
    evaluations: [cut],
    present: [],
  }
}

/** Predictions alone: losses, margins and images stayed behind. */
function cutOf(evaluation: RunRecord['evaluation']): BroughtIn['evaluations'][number] {
  const { subset, labels: written, plans, ...facts } = evaluation
  const labels = bytesOf(written)
  const [none, count] = [new Float32Array(0), labels.length]
  return {
    document: {
      ...{ ...facts, count, plansTotal: plans.length, inspection: null },
      plans: plans.map(({ plan }) => ({ plan, images: count, losses: 0, margins: 0 })),
    },
    subset: new Uint32Array(bytesOf(subset).buffer),
    labels,
    results: plans.map(({ plan, predictions }) => ({
      ...{ plan, prediction: Int32Array.from(bytesOf(predictions)) },
      ...{ loss: none, margin: none, gallery: new Uint8Array(0) },
    })),
    inspection: null,
  }
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
