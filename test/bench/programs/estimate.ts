import type { Settings } from '#curriculum'
import { planMs, stepMs, type EvaluationRates, type Rates, type StepRates } from '#spec'
import { measureEvaluation, measureStep, type Stopwatch, type TrainingSession } from '#trainer'
import { cpuTime } from '../cpu-time.ts'
import { openEngine } from '../engine.ts'
import type { Estimate } from '../estimates.ts'
import { readSubject } from '../files.ts'
import {
  attackSteps,
  epsilon,
  gridPlan,
  gridSize,
  pgdPlan,
  rowNames,
  type RowName,
} from '../rows.ts'
import { classes, specOf } from '../subjects.ts'
import { median } from '../table.ts'

/**
 * What the cost estimate says of every row, and what the row then takes: `node estimate.ts FOLDER
 * THREADS clock|cpu` prints both by row as JSON. Rates are measured as the product does, by attacks of
 * other lengths, and rows timed, in turn in one process: what a machine does meanwhile, it does to both.
 */
const [folder, threads, clock] = process.argv.slice(2)
const { subject, weights, batch } = readSubject(folder)
const { shape, gridPart } = subject
const engine = await openEngine(Number(threads))
const elapsed = clock === 'cpu' ? cpuTime : () => performance.now()
const watch: Stopwatch = { elapsed, budgetMs: 1_000 }
/** Rounds are done for so long, but at least two. */
const budgetMs = 20_000

const settings: Settings = {
  epsilon,
  attackSteps,
  rotation: 0,
  translation: 0,
  adversarialShare: 1,
  spatialShare: 1,
  learningRate: 1e-6,
}
const plain: Settings = { ...settings, epsilon: 0 }
const spec = specOf(subject)
const judge = await engine.openEvaluation({ spec, shape, classes }, weights)
const training = await engine.openTraining({ spec, shape, classes })
const trades = await engine.openTraining({ spec: specOf(subject, 'trades'), shape, classes })

/** Each row once. */
const rows: Readonly<Record<RowName, () => Promise<unknown>>> = {
  forward: () => judge.predict(batch),
  'input-gradient': () => judge.inspect(batch),
  'training-step': () => training.step(batch, plain, ['row']),
  'pgd-attack': () => judge.attack(pgdPlan(attackSteps), batch, ['row']),
  'pgd-training-step': () => training.step(batch, settings, ['row']),
  'trades-step': () => trades.step(batch, settings, ['row']),
  'spatial-grid': () => judge.attack(gridPlan(gridPart), batch, ['row']),
}
for (const row of rowNames) await rows[row]()

const found = rowNames.map((row) => ({ row, said: [] as number[], took: [] as number[] }))
const begun = elapsed()
for (let round = 0; round < 2 || elapsed() - begun < budgetMs; round++) {
  const said = await estimated()
  for (const each of found) {
    each.said.push(said[each.row])
    each.took.push(await timed(each.row))
  }
}
const estimates = found.map(({ row, said, took }): [RowName, Estimate] => [
  row,
  { estimateMs: median(said), estimatedRowMs: median(took) },
])
process.stdout.write(`${JSON.stringify(Object.fromEntries(estimates))}\n`)
process.exit(0)

async function estimated(): Promise<Record<RowName, number>> {
  const evaluation = await measureEvaluation(judge, batch, watch)
  const [usual, byTrades] = [await ratesOf(training, evaluation), await ratesOf(trades, evaluation)]
  return {
    forward: known(planMs({ attack: 'clean' }, evaluation)),
    'input-gradient': evaluation.slope,
    'training-step': known(stepMs(plain, spec, usual)),
    'pgd-attack': known(planMs(pgdPlan(attackSteps), evaluation)),
    'pgd-training-step': known(stepMs(settings, spec, usual)),
    'trades-step': known(stepMs(settings, spec, byTrades)),
    'spatial-grid': known(planMs(gridPlan(gridSize), evaluation)),
  }
}

async function ratesOf(session: TrainingSession, evaluation: EvaluationRates): Promise<Rates> {
  const still: StepRates = await measureStep(session, batch, settings, watch)
  // Rows are steps, which nothing surrounds.
  return { around: { start: 0, look: 0, save: 0 }, still, moved: null, evaluation }
}

/** As long as it takes to be sure of a short row. */
async function timed(row: RowName): Promise<number> {
  const start = elapsed()
  let times = 0
  do {
    await rows[row]()
    times++
  } while (elapsed() - start < 200)
  return ((elapsed() - start) / times) * (row === 'spatial-grid' ? gridSize / gridPart : 1)
}

function known(ms: number | null): number {
  if (ms === null) throw new Error('the estimate has no rate for a row')
  return ms
}
