import type { Settings } from '#curriculum'
import { planMs, stepMs, type Rates } from '#spec'
import { measureEvaluation, measureStep, type Stopwatch } from '#trainer'
import { cpuTime } from '../cpu-time.ts'
import { openEngine } from '../engine.ts'
import { readSubject } from '../files.ts'
import { attackSteps, epsilon, gridPlan, gridSize, pgdPlan, type RowName } from '../rows.ts'
import { classes, specOf } from '../subjects.ts'

/**
 * What the cost estimate says of every row, from rates that it measures as the product does, by
 * attacks of other lengths: `node estimate.ts FOLDER THREADS clock|cpu` prints milliseconds by row as
 * JSON.
 */
const [folder, threads, clock] = process.argv.slice(2)
const { subject, weights, batch } = readSubject(folder)
const { shape } = subject
const engine = await openEngine(Number(threads))
const elapsed = clock === 'cpu' ? cpuTime : () => performance.now()
const watch: Stopwatch = { elapsed, budgetMs: 4_000 }

const settings: Settings = {
  epsilon,
  attackSteps,
  rotation: 0,
  translation: 0,
  adversarialShare: 1,
  spatialShare: 1,
  learningRate: 1e-6,
}

const evaluation = await measureEvaluation(
  await engine.openEvaluation({ spec: specOf(subject), shape, classes }, weights),
  batch,
  watch,
)
const plain = await step('cross-entropy', { ...settings, epsilon: 0 })
const pgd = await step('cross-entropy', settings)
const trades = await step('trades', settings)
const estimates: Record<RowName, number | null> = {
  forward: planMs({ attack: 'clean' }, evaluation),
  'input-gradient': evaluation.slope,
  'training-step': plain,
  'pgd-attack': planMs(pgdPlan(attackSteps), evaluation),
  'pgd-training-step': pgd,
  'trades-step': trades,
  'spatial-grid': planMs(gridPlan(gridSize), evaluation),
}
process.stdout.write(`${JSON.stringify(estimates)}\n`)
process.exit(0)

async function step(loss: 'cross-entropy' | 'trades', at: Settings): Promise<number | null> {
  const spec = specOf(subject, loss)
  const session = await engine.openTraining({ spec, shape, classes })
  const still = await measureStep(session, batch, at, watch)
  await session.close()
  const rates: Rates = { still, moved: null, evaluation }
  return stepMs(at, spec, rates)
}
