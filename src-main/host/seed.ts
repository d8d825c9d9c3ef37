import { constant, cuspCorrected, linear, plain, type Curriculum } from '#curriculum'
import { runSpecSchema, type OptimiserSpec, type RunSpec } from '#spec'
import type { WritableStore } from '#store'
import { quickProtocol } from '#threat'
import { newId } from './new-run.ts'

const seeded = 'curriculaSeeded'

/** What a digit keeps its class under: about a quarter turn would make a 6 a 9. */
const strength = { epsilon: 0.2, rotation: 30, translation: 2, attackSteps: 7, learningRate: 0.001 }

/** Puts the presets among the saved curricula, once for each data folder: removed ones stay away. */
export function seedCurricula(store: WritableStore, now: number): void {
  if (store.settings.get(seeded) !== undefined) return
  const presets = [
    specOf(cuspCorrected(), sgd),
    ...[linear(strength), constant(strength), plain()].map((preset) => specOf(preset)),
  ]
  store.transaction(() => {
    // Listed by when they were changed: a millisecond apart keeps the order, simplest first.
    presets.forEach((spec, i) => {
      store.curricula.save({ id: newId(), name: spec.name, spec, updatedAt: now + i, parent: null })
    })
    store.settings.set(seeded, 'yes')
  })
}

/** CuSP's learning rates are of this optimiser. */
const sgd: OptimiserSpec = { kind: 'sgd', momentum: 0.9, weightDecay: 0.0002 }

function specOf(curriculum: Curriculum, optimiser?: OptimiserSpec): RunSpec {
  return runSpecSchema.parse({
    version: 1,
    name: curriculum.name,
    dataset: { source: { kind: 'digits' }, train: 8000, test: 2000 },
    model: { architecture: 'std-cnn' },
    epochs: 10,
    batchSize: 64,
    curriculum,
    optimiser,
    evaluation: quickProtocol({
      epsilon: strength.epsilon,
      rotation: strength.rotation,
      count: 500,
    }),
  })
}
