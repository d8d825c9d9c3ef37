import { batchOf, loadDataset, splitDataset, type Dataset, type Split } from '#dataset'
import { encodeSnapshot } from '#engine'
import { extentOfRun, reachOf, type Rates, type RunSpec } from '#spec'
import { resolveCurriculum } from '#curriculum'
import {
  evaluatedWeights,
  measureEvaluation,
  measureStep,
  timeStep,
  type Engine,
  type Stopwatch,
  type Subject,
} from '#trainer'
import type { Answers, CostErrand } from '../errand/errand.ts'
import { engineOf } from './engine.ts'
import { peakMemory } from './peak-memory.ts'

/** Milliseconds that each set of parts is repeated for. */
const budgetMs = 3_000
/** Images that an evaluation attacks at a time. */
const portion = 128

/** Times a spec's parts as a job has them, and the most memory that training took meanwhile. */
export async function measureCost(
  errand: CostErrand,
  threads: number,
): Promise<Answers['measureCost']> {
  const { spec, models, places, asks, engines, choices } = errand
  const elapsed = (): number => performance.now()
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
  const bench = { engine, subject, dataset, split, watch }
  const { still, moved, weights } = await training(bench)
  const trainingBytes = peakMemory()
  const images = asks === 'memory' ? 1 : portion
  const batch = batchOf(dataset, split.test.subarray(0, images))
  const session = await engine.openEvaluation(subject, weights)
  const evaluation = await measureEvaluation(session, batch, watch)
  await session.close()
  const rates: Rates = { still, moved, evaluation }
  return { rates, trainingBytes, peakBytes: peakMemory(), threads: engine.description.threads }
}

interface Bench {
  readonly engine: Engine
  readonly subject: Subject
  readonly dataset: Dataset
  readonly split: Split
  readonly watch: Stopwatch
}

/** Steps at the widest settings that the curriculum reaches, and a checkpoint's bytes behind them. */
async function training({ engine, subject, dataset, split, watch }: Bench) {
  const { spec } = subject
  const reach = reachOf(resolveCurriculum(spec.curriculum, extentOfRun(spec), spec.attack.norm))
  const session = await engine.openTraining(subject)
  const batch = batchOf(dataset, split.train.subarray(0, spec.batchSize))
  const still = reach.still && (await measureStep(session, batch, reach.still, watch))
  const moved = reach.moved && (await measureStep(session, batch, reach.moved, watch))
  const snapshot = await session.snapshot()
  encodeSnapshot(snapshot)
  await session.close()
  return { still, moved, weights: evaluatedWeights(snapshot) }
}

/** Weight perturbation costs from its first epoch on, so it is measured as if that were the first. */
function fromTheFirstStep(spec: RunSpec): RunSpec {
  const { weightPerturbation } = spec
  if (!weightPerturbation) return spec
  return { ...spec, weightPerturbation: { ...weightPerturbation, fromEpoch: 1 } }
}
