import type { Settings } from '#curriculum'
import type { Batch } from '#dataset'
import type { RandomKey } from '#random'
import type { Snapshot, Subject, TrainingSession } from '#trainer'
import type { DifferentiableModel } from '../attack/index.ts'
import type { Compiler } from '../compiler.ts'
import { objectiveOf } from '../loss/index.ts'
import type { Model } from '../model/index.ts'
import { createOptimiser } from '../optimiser/index.ts'
import { augment } from './augment.ts'
import { compiledModel } from './compiled-model.ts'
import { createFreeLearner } from './free-learner.ts'
import { freeGradientProgram } from './free-gradient.ts'
import { gradientProgram } from './gradient.ts'
import { createLearner, type Learnt } from './learner.ts'
import { attacks, moveBatch, perturbBatch } from './perturb-batch.ts'
import { createRunner, type WeightedProgram } from './runner.ts'
import { average, openState, snapshotOf, update } from './training-state.ts'

/**
 * Trains live weights: they are inputs of every graph, and the optimiser writes into them.
 * @param threads that an update may use.
 */
export function openTraining(
  compiler: Compiler,
  model: Model,
  subject: Subject,
  threads: number,
  from?: Snapshot,
): TrainingSession {
  const { spec, shape, classes } = subject
  const optimiser = createOptimiser(spec.optimiser, threads)
  const state = openState(model, optimiser, spec, threads, from)
  const runner = createRunner(compiler, {
    kind: 'live',
    current: () => state.weights,
    version: () => state.version,
    followed: state.followed,
  })
  const learn = createLearner(runner, model, state, subject)
  const learnFreely = createFreeLearner(runner, model, state, subject)
  const modelIn = (mode?: 'inference' | 'training'): DifferentiableModel =>
    compiledModel(runner, model, shape, classes, [spec.batchSize], mode)
  const models = { inference: modelIn(), attacked: modelIn(spec.attack.batchNorm) }
  const learnFrom = async (batch: Batch, settings: Settings, key: RandomKey): Promise<Learnt> => {
    if (spec.attack.replays !== undefined)
      return learnFreely(
        await moveBatch(models.inference, spec, settings, batch, key),
        settings,
        key,
      )
    const examples = await perturbBatch(models, spec, settings, batch, key)
    return learn({ ...examples, isAttacked: attacks(settings) })
  }
  return {
    async step(given, settings, key) {
      const batch = spec.augmentation ? augment(given, shape, spec.augmentation, key) : given
      const learnt = await learnFrom(batch, settings, key)
      update(model, state, optimiser, settings.learningRate)
      if (spec.averaging) average(state, spec.averaging.decay)
      return { loss: learnt.loss, trainAccuracy: learnt.accuracy }
    },
    snapshot: async () => snapshotOf(model, optimiser, state),
    graph: async () => ({
      compileMode: compiler.name === 'onnx' ? 'live' : 'eager',
      graphHash: await runner.hashOf(updateProgram(model, subject)),
    }),
    async close() {
      await runner.close()
      await optimiser.close()
    },
  }
}

/** What most updates of a run compute; those without an attack may have another objective. */
function updateProgram(model: Model, { spec, shape, classes }: Subject): WeightedProgram {
  const { batchSize, loss, attack } = spec
  const objective = objectiveOf(loss, true)
  return attack.replays === undefined
    ? gradientProgram(model, objective, shape, classes, batchSize)
    : freeGradientProgram(model, objective, attack.norm, shape, classes, batchSize)
}
