import { CuspError } from '#errors'
import {
  loadCorruptions,
  loadDataset,
  splitDataset,
  type Corruptions,
  type Dataset,
  type Split,
} from '#dataset'
import { decodeSnapshot, encodeSnapshot, weightsHash } from '#engine'
import {
  evaluate,
  evaluatedWeights,
  timeStep,
  train,
  type Engine,
  type EvaluateJob,
  type RunEvent,
  type Snapshot,
  type TrainJob,
} from '#trainer'
import { readSnapshot, writeCheckpoint, type WrittenCheckpoint } from '../checkpoint/index.ts'
import type { Channel } from './channel.ts'
import { engineOf } from './engine.ts'
import type { Job } from './messages.ts'
import type { Pulse } from './pulse.ts'
import { transferSources } from './transfer-sources.ts'

type End = 'finished' | 'paused' | 'cancelled'

interface Bench {
  readonly channel: Channel
  readonly dataset: Dataset
  readonly split: Split
  readonly engine: Engine
  /** Where the run continues from. */
  readonly from: { readonly snapshot: Snapshot; readonly hash: string } | null
}

/** Does one job, from wherever its last lease left it: training, then its evaluation. */
export async function runJob(channel: Channel, pulse: Pulse): Promise<End> {
  const bench = await prepareBench(channel, pulse)
  const { job } = channel
  if (job.trained && bench.from) return evaluation(bench, bench.from.snapshot)
  const end = await tellAll(channel, train(trainJob(bench)))
  if (end.kind !== 'finished') return end.kind
  const hash = weightsHash(evaluatedWeights(end.snapshot))
  const event: RunEvent = { kind: 'runFinished', step: end.snapshot.step, weightsHash: hash }
  await tellEvent(channel, event)
  return evaluation(bench, end.snapshot)
}

async function prepareBench(channel: Channel, pulse: Pulse): Promise<Bench> {
  const { job } = channel
  const dataset = await loadDataset(job.spec.dataset.source, job)
  refuseOther(dataset, job)
  const split = splitDataset(dataset, job.spec.dataset)
  const from = await readFrom(job)
  const engine = await engineOf({ ...job, pulse }, (tried, best) =>
    timeStep(trainJob({ channel, dataset, split, engine: tried, from }), elapsed, best),
  )
  return { channel, dataset, split, engine, from }
}

const elapsed = (): number => performance.now()

async function readFrom({ from, checkpoints }: Job): Promise<Bench['from']> {
  if (from === null) return null
  const { bytes, hash } = await readSnapshot(checkpoints, from)
  return { snapshot: decodeSnapshot(bytes), hash }
}

/** @throws CuspError `dataset.malformed` if the files are not those the run began with. */
function refuseOther(dataset: Dataset, { recorded }: Job): void {
  const expected = recorded?.datasetHash
  if (!expected || expected === dataset.hash) return
  throw new CuspError(
    'dataset.malformed',
    `${dataset.name} has changed since the run began: its hash is ${dataset.hash.slice(0, 12)} and ` +
      `was ${expected.slice(0, 12)}; put the files back as they were, or start a new run.`,
    { place: 'dataset' },
  )
}

function trainJob({ channel, dataset, split, engine, from }: Bench): TrainJob {
  const { job } = channel
  return {
    spec: job.spec,
    dataset,
    split,
    engine,
    stop: () => channel.wish(),
    saveCheckpoint: (snapshot) => save(channel, dataset, engine, snapshot),
    ...(from && { resume: { ...from, engine: job.recorded?.engine ?? engine.description } }),
  }
}

function save(
  { job, settled }: Channel,
  dataset: Dataset,
  engine: Engine,
  snapshot: Snapshot,
): Promise<WrittenCheckpoint> {
  const { run, spec } = job
  const origin = { run, spec, step: snapshot.step, datasetHash: dataset.hash }
  const draft = {
    step: snapshot.step,
    snapshot: encodeSnapshot(snapshot),
    origin: JSON.stringify({ ...origin, engine: engine.description }),
  }
  // A checkpoint that can be seen has all that was told before it in the database: a resume from it
  // leaves no gap in the series, whenever the host was killed.
  return writeCheckpoint(job.checkpoints, draft, settled)
}

async function evaluation(
  { channel, dataset, split, engine }: Bench,
  trained: Snapshot,
): Promise<End> {
  const { spec, protocol, evaluated, datasets, sources: named } = channel.job
  const { step } = trained
  const weights = evaluatedWeights(trained)
  const stop = () => channel.wish()
  const corruptions = corruptionsOf(datasets, dataset)
  const crafted = transferSources(named, engine, dataset)
  const sources: EvaluateJob['sources'] = (from) => crafted.open(from)
  const job = { spec, dataset, split, engine, stop, protocol, weights, step, corruptions, sources }
  try {
    return await tellAll(channel, evaluate({ ...job, ...(evaluated && { evaluated }) }))
  } finally {
    await crafted.close()
  }
}

/** Opens corruption sets, keeping the last: plans of one set follow each other. */
function corruptionsOf(datasets: string, dataset: Dataset): (set: string) => Promise<Corruptions> {
  let last: { readonly set: string; readonly opened: Promise<Corruptions> } | undefined
  return (set) => {
    if (last?.set !== set) last = { set, opened: loadCorruptions(datasets, set, dataset) }
    return last.opened
  }
}

/** Tells the host every event of a generator; gives what it returns. */
async function tellAll<End>(channel: Channel, events: AsyncGenerator<RunEvent, End>): Promise<End> {
  for (;;) {
    const next = await events.next()
    if (next.done) return next.value
    await tellEvent(channel, next.value)
  }
}

function tellEvent(channel: Channel, event: RunEvent): Promise<void> {
  return channel.tell({ kind: 'event', event, residentBytes: process.memoryUsage.rss() })
}
