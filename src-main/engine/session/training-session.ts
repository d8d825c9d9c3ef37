import type { Batch } from '#dataset'
import type { Snapshot, Subject, TrainingSession } from '#trainer'
import { oneHot } from '../attack/index.ts'
import type { Buffer, Compiler } from '../compiler.ts'
import { objectiveOf, type Objective } from '../loss/index.ts'
import { createModel } from '../model/index.ts'
import { createOptimiser } from '../optimiser/index.ts'
import { compiledModel } from './compiled-model.ts'
import { gradientProgram } from './gradient.ts'
import { pad } from './pad.ts'
import { attacks, craft, displace } from './perturb-batch.ts'
import { createRunner } from './runner.ts'
import { openState, snapshotOf, update } from './training-state.ts'

/** Trains live weights: they are inputs of every graph, and the optimiser writes into them. */
export function openTraining(
  compiler: Compiler,
  subject: Subject,
  from?: Snapshot,
): TrainingSession {
  const { spec, shape, classes } = subject
  const model = createModel(spec.model, shape, classes)
  const optimiser = createOptimiser(spec.optimiser)
  const state = openState(model, optimiser, spec.seed, from)
  const runner = createRunner(compiler, { kind: 'live', current: () => state.weights })
  const inference = compiledModel(runner, model, shape, classes, [spec.batchSize])
  const attacked = compiledModel(
    ...([runner, model, shape, classes, [spec.batchSize]] as const),
    spec.attack.batchNorm,
  )
  return {
    async step(batch, settings, key) {
      const moved = await displace(inference, settings, batch, key)
      const perturbed = await craft(attacked, spec, settings, moved, key)
      const objective = objectiveOf(spec.loss, attacks(settings))
      const program = gradientProgram(model, objective, shape, classes, spec.batchSize)
      const inputs = gradientInputs(spec.batchSize, moved, perturbed, objective, classes)
      const [loss, accuracy, ...followed] = (await runner.run(program, inputs)) as Float32Array[]
      update(model, state, optimiser, followed, settings.learningRate)
      return { loss: loss[0], trainAccuracy: accuracy[0] }
    },
    snapshot: async () => snapshotOf(model, optimiser, state),
    close: () => runner.close(),
  }
}

/** Buffers in the order of `gradientProgram`'s data, padded with examples of share 0. */
function gradientInputs(
  capacity: number,
  moved: Batch,
  perturbed: Float32Array,
  objective: Objective,
  classes: number,
): Buffer[] {
  const { images, labels, size } = moved
  const pixels = images.length / size
  const share = new Float32Array(size).fill(1 / size)
  return [
    pad(perturbed, capacity * pixels),
    pad(oneHot(labels, classes), capacity * classes),
    pad(share, capacity),
    ...(objective.readsClean ? [pad(images, capacity * pixels)] : []),
  ]
}
