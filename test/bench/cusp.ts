import type { AttackPlan } from '#threat'
import { batchSize, type Contender } from './contender.ts'
import {
  attackSteps,
  benchmarkSettings,
  benchmarkSpec,
  noise,
  openEngine,
  shape,
  stepSize,
} from './subject.ts'

const epsilon = 0.3
const plan: AttackPlan = {
  attack: 'pgd',
  norm: 'linf',
  epsilon,
  steps: attackSteps,
  stepSize,
  randomStart: true,
  restarts: 1,
  climbs: 'label',
}

/** Cusp's own engine, through the same sessions that runs use. */
export async function openCusp(threads: number): Promise<Contender> {
  const engine = await openEngine(threads)
  const subject = { spec: benchmarkSpec, shape, classes: 10 }
  const training = await engine.openTraining(subject)
  const { weights } = await training.snapshot()
  const evaluation = await engine.openEvaluation(subject, weights)
  const batch = noise(batchSize)
  const rowsOf = {
    'training-step': () => training.step(batch, benchmarkSettings(0), ['benchmark']),
    'pgd10-attack': () => evaluation.attack(plan, batch, ['benchmark']),
    'pgd10-training-step': () => training.step(batch, benchmarkSettings(epsilon), ['benchmark']),
  }
  return {
    name: 'Cusp onnx',
    version: engine.description.versions['onnxruntime-node'],
    time: async (row, repeats) => {
      const start = performance.now()
      for (let repeat = 0; repeat < repeats; repeat++) await rowsOf[row]()
      return (performance.now() - start) / repeats
    },
    close: async () => {
      await training.close()
      await evaluation.close()
    },
  }
}
