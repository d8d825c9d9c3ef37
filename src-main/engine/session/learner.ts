import { extentOfRun } from '#spec'
import type { Subject } from '#trainer'
import { oneHot } from '../attack/index.ts'
import { objectiveOf } from '../loss/index.ts'
import type { Model } from '../model/index.ts'
import { gradientProgram } from './gradient.ts'
import { pad } from './pad.ts'
import type { PerturbedBatch } from './perturb-batch.ts'
import { perturbWeights } from './perturb-weights.ts'
import type { Runner } from './runner.ts'
import type { TrainingState } from './training-state.ts'

/** What one update learns from. */
export interface Examples extends PerturbedBatch {
  readonly isAttacked: boolean
}

/** What one update says of the batch; what weights go by lies in the state. */
export interface Learnt {
  readonly loss: number
  /** Share of the examples, as trained on, that are right. */
  readonly accuracy: number
}

export type Learner = (examples: Examples) => Promise<Learnt>

/**
 * Gradients of the spec's loss where the weights are; with adversarial weight perturbation, where
 * perturbing them leads, and the weights are put back.
 */
export function createLearner(
  runner: Runner,
  model: Model,
  state: TrainingState,
  { spec, shape, classes }: Subject,
): Learner {
  const { batchSize: capacity, loss, weightPerturbation } = spec
  const learn: Learner = async ({ clean, perturbed, isAttacked }) => {
    const objective = objectiveOf(loss, isAttacked)
    const { images, labels, size } = clean
    const pixels = images.length / size
    const outputs = await runner.run(gradientProgram(model, objective, shape, classes, capacity), [
      pad(perturbed, capacity * pixels),
      pad(oneHot(labels, classes), capacity * classes),
      // Padding has a share of 0.
      pad(new Float32Array(size).fill(1 / size), capacity),
      ...(objective.readsClean ? [pad(images, capacity * pixels)] : []),
    ])
    const [[value], [accuracy]] = outputs as Float32Array[]
    return { loss: value, accuracy }
  }
  if (!weightPerturbation) return learn
  const { gamma, fromEpoch } = weightPerturbation
  const fromStep = (fromEpoch - 1) * extentOfRun(spec).stepsPerEpoch
  return async (examples) => {
    const here = await learn(examples)
    if (state.step < fromStep) return here
    const restore = perturbWeights(model, state.weights, state.followed, gamma)
    state.version++
    try {
      return await learn(examples)
    } finally {
      restore()
      state.version++
    }
  }
}
