import { canonicalJson } from '#spec'
import type { EvaluationRow, ReadableStore, RunRow } from '#store'
import type { RunRecord } from './record.ts'

const base64 = (values: Uint8Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')

/** A finished run as a record; null without a finished evaluation by its own protocol. */
export function recordOf(store: ReadableStore, run: RunRow): RunRecord | null {
  const spec = store.runs.spec(run.number)
  const own = canonicalJson(spec.evaluation)
  const evaluation = store.evaluations
    .ofRun(run.number)
    .find((made) => made.finishedAt !== null && canonicalJson(made.protocol) === own)
  const { finishedAt, datasetHash, engine, weightsHash } = run
  if (!evaluation || finishedAt === null || !datasetHash || !engine || !weightsHash) return null
  const { id, totalSteps, createdAt, activeMs, imagesPerSecond } = run
  return {
    ...{ id, spec, totalSteps, createdAt, finishedAt, activeMs, imagesPerSecond },
    ...{ datasetHash, weightsHash, engine: { ...engine, versions: { ...engine.versions } } },
    metrics: seriesOf(store, run.number),
    events: store.events
      .since(run.number, 0, 10_000)
      .map(({ at, step, source, kind, text }) => ({ at, step, source, kind, text })),
    evaluation: evaluationRecord(store, evaluation),
  }
}

/** Six digits are what a curve shows, and half of the bytes. */
function seriesOf(store: ReadableStore, run: number): RunRecord['metrics'] {
  const byName = Map.groupBy(
    // What the machine was at while it trained is not of the run.
    store.metrics.since(run, 0, 200_000).filter(({ name }) => !name.startsWith('machine.')),
    ({ name }) => name,
  )
  return [...byName].map(([name, points]) => ({
    name,
    steps: points.map(({ step }) => step),
    values: points.map(({ value }) => Number(value.toPrecision(6))),
  }))
}

function evaluationRecord(store: ReadableStore, row: EvaluationRow): RunRecord['evaluation'] {
  const { step, protocol, subset, labels, subsetHash, startedAt, finishedAt } = row
  return {
    ...{ step, protocol, subsetHash, startedAt, finishedAt: finishedAt ?? startedAt },
    subset: base64(new Uint8Array(subset.buffer, subset.byteOffset, subset.byteLength)),
    labels: base64(labels),
    plans: store.evaluations.results(row.id).map(({ plan, prediction }) => ({
      plan,
      predictions: base64(Uint8Array.from(prediction)),
    })),
  }
}
