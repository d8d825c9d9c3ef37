import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { batchOf, loadDataset, splitDataset, type Dataset, type Split } from '#dataset'
import { encodeSnapshot } from '#engine'
import { extentOfRun, reachOf, type Rates, type RunSpec } from '#spec'
import { resolveCurriculum } from '#curriculum'
import {
  evaluatedWeights,
  firstBroken,
  measureEvaluation,
  measureStep,
  timeStep,
  type Engine,
  type Stopwatch,
  type Subject,
} from '#trainer'
import { writeCheckpoint } from '../checkpoint/index.ts'
import type { Answers, CostErrand } from '../errand/errand.ts'
import { engineOf } from './engine.ts'
import { peakMemory } from './peak-memory.ts'

/** Milliseconds that each set of parts is repeated for. */
const budgetMs = 3_000
/** Images that an evaluation attacks at a time. */
const portion = 128

/**
 * Times a spec's parts as a job has them, and the most memory that training took meanwhile. It must be
 * the first thing that its process does.
 * @param elapsed milliseconds since the process was started
 */
export async function measureCost(
  errand: CostErrand,
  threads: number,
  elapsed: () => number,
): Promise<Answers['measureCost']> {
  const { spec, models, places, asks, engines, choices } = errand
  const dataset = await loadDataset(spec.dataset.source, places)
  const split = splitDataset(dataset, spec.dataset)
  const engine = await engineOf(
    { recorded: null, choices, threads, engines, models },
    (tried, best) => timeStep({ spec, dataset, split, engine: tried }, elapsed, best),
  )
  const subject = {
    spec: fromTheFirstStep(spec),
    shape: dataset.shape,
    classes: dataset.classes.length,
  }
  const watch = { elapsed, budgetMs: asks === 'memory' ? 0 : budgetMs }
  const bench = { engine, subject, dataset, split, watch, scratch: errand.scratch }
  const { around, still, moved, weights } = await training(bench)
  const trainingBytes = peakMemory()
  const images = asks === 'memory' ? 1 : portion
  const batch = batchOf(dataset, split.test.subarray(0, images))
  const session = await engine.openEvaluation(subject, weights)
  const evaluation = await measureEvaluation(session, batch, watch)
  await session.close()
  const rates: Rates = { around, still, moved, evaluation }
  return { rates, trainingBytes, peakBytes: peakMemory(), threads: engine.description.threads }
}

interface Bench {
  readonly engine: Engine
  readonly subject: Subject
  readonly dataset: Dataset
  readonly split: Split
  readonly watch: Stopwatch
  readonly scratch: string
}

/** Steps at the widest settings that the curriculum reaches, and a checkpoint behind them. */
async function training({ engine, subject, dataset, split, watch, scratch }: Bench) {
  const { spec } = subject
  const reach = reachOf(resolveCurriculum(spec.curriculum, extentOfRun(spec), spec.attack.norm))
  const session = await engine.openTraining(subject)
  await session.graph?.()
  const start = watch.elapsed()
  const batch = batchOf(dataset, split.train.subarray(0, spec.batchSize))
  const still = reach.still && (await measureStep(session, batch, reach.still, watch))
  const moved = reach.moved && (await measureStep(session, batch, reach.moved, watch))
  const began = watch.elapsed()
  const snapshot = await session.snapshot()
  firstBroken(snapshot)
  const looked = watch.elapsed()
  await saveOnce(scratch, encodeSnapshot(snapshot))
  const around = { start, look: looked - began, save: watch.elapsed() - began }
  await session.close()
  return { around, still, moved, weights: evaluatedWeights(snapshot) }
}

/** Writes a checkpoint where the process keeps nothing. */
async function saveOnce(scratch: string, snapshot: Uint8Array): Promise<void> {
  const folder = join(scratch, `cost-${process.pid}`)
  try {
    await writeCheckpoint(folder, { step: 0, snapshot, origin: '{}' }, () => Promise.resolve())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Weight perturbation costs from its first epoch on, so it is measured as if that were the first. */
function fromTheFirstStep(spec: RunSpec): RunSpec {
  const { weightPerturbation } = spec
  if (!weightPerturbation) return spec
  return { ...spec, weightPerturbation: { ...weightPerturbation, fromEpoch: 1 } }
}
