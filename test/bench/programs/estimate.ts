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
const [training, trades] = [await ratesUnder('cross-entropy'), await ratesUnder('trades')]
const spec = specOf(subject)
const estimates: Record<RowName, number | null> = {
  forward: planMs({ attack: 'clean' }, evaluation),
  'input-gradient': evaluation.slope,
  'training-step': stepMs({ ...settings, epsilon: 0 }, spec, training),
  'pgd-attack': planMs(pgdPlan(attackSteps), evaluation),
  'pgd-training-step': stepMs(settings, spec, training),
  'trades-step': stepMs(settings, spec, trades),
  'spatial-grid': planMs(gridPlan(gridSize), evaluation),
}
process.stdout.write(`${JSON.stringify(estimates)}\n`)
process.exit(0)

async function ratesUnder(loss: 'cross-entropy' | 'trades'): Promise<Rates> {
  const session = await engine.openTraining({ spec: specOf(subject, loss), shape, classes })
  const still = await measureStep(session, batch, settings, watch)
  await session.close()
  // Rows are steps, which nothing surrounds.
  return { around: { start: 0, look: 0, save: 0 }, still, moved: null, evaluation }
}
