import type { EvaluationRow, ReadableStore, RunRow } from '#store'
import { readFacts } from '../../model/facts.ts'
import { viewEquivariance } from '../../procedures/equivariance.ts'
import { isImported } from '#spec'
import type {
  EvaluationDocument,
  MetricsDocument,
  RunDocument,
  ShelfDocument,
} from '../format/run-document.ts'

/** Everything recorded of a run that stands still, as documents and bytes. */
export interface CollectedRun {
  readonly run: RunDocument
  readonly metrics: MetricsDocument
  readonly shelf: ShelfDocument
  readonly arrays: Uint8Array
  readonly samples: Uint8Array
}

const everything = Number.MAX_SAFE_INTEGER

/** @param models folder of imported networks, where what was found of them is kept. */
export function collectRun(store: ReadableStore, row: RunRow, models: string): CollectedRun {
  const evaluations = store.evaluations.ofRun(row.number).map((made) => collect(store, made))
  return {
    run: documentOf(
      store,
      row,
      models,
      evaluations.map(({ document }) => document),
    ),
    metrics: seriesOf(store, row.number),
    shelf: shelfOf(store, row),
    arrays: Buffer.concat(evaluations.flatMap(({ arrays }) => arrays.map(bytesOf))),
    samples: Buffer.concat(evaluations.flatMap(({ samples }) => samples)),
  }
}

function documentOf(
  store: ReadableStore,
  row: RunRow,
  models: string,
  evaluations: EvaluationDocument[],
): RunDocument {
  const { number, id, group, study, state, task, protocol, faultCode, faultMessage } = row
  const { createdAt, startedAt, finishedAt, activeMs, imagesPerSecond, seq } = row
  const { step, totalSteps, stepsPerEpoch, plansDone, plansTotal, datasetHash, weightsHash } = row
  const spec = store.runs.spec(number)
  const { engine } = row
  return {
    ...{ id, spec, group, study, state: state as RunDocument['state'], task, protocol },
    ...{ createdAt, startedAt, finishedAt, activeMs, imagesPerSecond },
    ...{ step, totalSteps, stepsPerEpoch, plansDone, plansTotal, datasetHash },
    engine: engine && {
      ...engine,
      timings: engine.timings && { ...engine.timings },
      versions: { ...engine.versions },
    },
    weightsHash,
    fault: faultCode === null ? null : { code: faultCode, message: faultMessage ?? '' },
    seq,
    events: store.events.since(number, 0, everything),
    checkpoints: store.checkpoints
      .ofRun(number)
      .map(({ step: at, hash, bytes, savedAt }) => ({ step: at, hash, bytes, savedAt })),
    equivariance: store.equivariance.ofRun(number).map(viewEquivariance),
    evaluations,
    imported: isImported(spec.model) ? readFacts(models, spec.model.hash) : null,
  }
}

function seriesOf({ metrics }: ReadableStore, run: number): MetricsDocument {
  const series = metrics.names(run).map((name) => {
    const points = metrics.series(run, name)
    return {
      name,
      steps: points.map(({ step }) => step),
      values: points.map(({ value }) => value),
      seqs: points.map(({ seq }) => seq),
    }
  })
  return { series }
}

function shelfOf({ shelf, labels }: ReadableStore, { number, archivedAt }: RunRow): ShelfDocument {
  return { notes: shelf.notes(number), labels: labels.ofRun(number), archivedAt }
}

type Numbers = Uint8Array | Uint32Array | Int32Array | Float32Array

interface CollectedEvaluation {
  readonly document: EvaluationDocument
  /** In the order that `read/arrays.ts` cuts them apart again. */
  readonly arrays: readonly Numbers[]
  readonly samples: readonly Uint8Array[]
}

/** A plan under way is left out: who resumes the evaluation attacks its images again. */
function collect({ evaluations }: ReadableStore, row: EvaluationRow): CollectedEvaluation {
  const { step, protocol, subset, labels, subsetHash, plansTotal, startedAt, finishedAt } = row
  const results = evaluations.results(row.id)
  const inspection = evaluations.inspection(row.id)
  return {
    document: {
      ...{ step, protocol, count: labels.length, subsetHash, plansTotal, startedAt, finishedAt },
      plans: results.map(({ plan, prediction, loss, margin }) => ({
        ...{ plan, images: prediction.length, losses: loss.length, margins: margin.length },
      })),
      inspection: inspection
        ? { logits: inspection.logits.length, gradient: inspection.gradient.length }
        : null,
    },
    arrays: [
      ...[subset, labels],
      ...results.flatMap(({ prediction, loss, margin }) => [prediction, loss, margin]),
      ...(inspection ? [inspection.logits, inspection.gradient] : []),
    ],
    samples: results.flatMap(({ gallery }) => [sizeOf(gallery), gallery]),
  }
}

/** Images say themselves how many bytes they are: the rest of a run does not change without them. */
function sizeOf(bytes: Uint8Array): Uint8Array {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(bytes.length)
  return size
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
