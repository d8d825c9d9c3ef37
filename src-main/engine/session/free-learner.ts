import type { Settings } from '#curriculum'
import type { Batch } from '#dataset'
import type { RandomKey } from '#random'
import type { Subject } from '#trainer'
import { lengthOf, oneHot } from '../attack/index.ts'
import { objectiveOf } from '../loss/index.ts'
import type { Model } from '../model/index.ts'
import { freeGradientProgram } from './free-gradient.ts'
import type { Learnt } from './learner.ts'
import { pad } from './pad.ts'
import { attacks, radii } from './perturb-batch.ts'
import type { Runner } from './runner.ts'
import type { TrainingState } from './training-state.ts'

/**
 * Learns from a batch, already moved, as the perturbation carried so far makes it, and carries it on.
 * Places beyond a short batch keep theirs, as in train_free.py of locuslab/fast_adversarial.
 */
export type FreeLearner = (clean: Batch, settings: Settings, key: RandomKey) => Promise<Learnt>

export function createFreeLearner(
  runner: Runner,
  model: Model,
  state: TrainingState,
  { spec, shape, classes }: Subject,
): FreeLearner {
  const { batchSize: capacity, attack, loss } = spec
  const extents = [capacity, shape.height, shape.width, shape.channels]
  const all = extents.reduce((product, extent) => product * extent, 1)
  return async ({ images, labels, indices, size }, settings, key) => {
    const before = state.carried?.values ?? new Float32Array(all)
    const objective = objectiveOf(loss, attacks(settings))
    const program = freeGradientProgram(
      ...([model, objective, attack.norm, shape, classes, capacity] as const),
    )
    const epsilon = attacks(settings) ? radii(indices, settings, key) : new Float32Array(size)
    const stepSize = lengthOf(attack.stepSize, settings.epsilon, 1)
    const outputs = await runner.run(program, [
      pad(images, all),
      before,
      pad(oneHot(labels, classes), capacity * classes),
      pad(new Float32Array(size).fill(1 / size), capacity),
      pad(epsilon, capacity),
      new Float32Array(capacity).fill(stepSize),
    ])
    const [[value], [accuracy], next] = outputs as Float32Array[]
    const values = before.slice()
    values.set(next.subarray(0, images.length))
    state.carried = { name: 'perturbation', shape: extents, values }
    return { loss: value, accuracy }
  }
}
