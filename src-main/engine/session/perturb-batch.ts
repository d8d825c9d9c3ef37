import type { Settings } from '#curriculum'
import type { Batch } from '#dataset'
import { generator, type RandomKey } from '#random'
import type { RunSpec } from '#spec'
import { drawTransforms, identity } from '#threat'
import {
  lengthOf,
  nearbyStart,
  oneHot,
  pgd,
  randomStart,
  type DifferentiableModel,
  type InferenceModel,
} from '../attack/index.ts'

/**
 * The batch after training's spatial perturbation: each example is moved with probability
 * `spatialShare`, by a transform of its own. Draws: `[...key, 'spatial', index]`.
 */
export async function displace(
  model: InferenceModel,
  settings: Settings,
  batch: Batch,
  key: RandomKey,
): Promise<Batch> {
  const { rotation, translation, spatialShare } = settings
  if (spatialShare === 0 || (rotation === 0 && translation === 0)) return batch
  const transforms = Array.from(batch.indices, (index) => {
    const random = generator([...key, 'spatial', index])
    if (random.uniform() >= spatialShare) return identity
    return drawTransforms({ rotation, translation }, 1, random)[0]
  })
  return { ...batch, images: await model.warp(batch.images, transforms) }
}

/** Whether training attacks at all at this step. */
export function attacks(settings: Settings): boolean {
  return settings.epsilon > 0 && settings.adversarialShare > 0
}

/**
 * The inputs that training learns from: the batch, perturbed around where it stands by the spec's
 * attack. An example is left as it is with probability 1 − `adversarialShare`: its radius is 0.
 */
export async function craft(
  model: DifferentiableModel,
  spec: RunSpec,
  settings: Settings,
  batch: Batch,
  key: RandomKey,
): Promise<Float32Array> {
  if (!attacks(settings)) return batch.images
  const { norm, stepSize } = spec.attack
  const steps = settings.attackSteps
  const epsilon = new Float32Array(batch.size)
  batch.indices.forEach((index, i) => {
    const isDrawn = generator([...key, 'adversarial', index]).uniform() < settings.adversarialShare
    epsilon[i] = isDrawn ? settings.epsilon : 0
  })
  const length = lengthOf(stepSize, settings.epsilon, steps)
  const ascent = { norm, steps, epsilon, stepSize: new Float32Array(batch.size).fill(length) }
  const { targets, from } = await opening(model, spec, epsilon, batch, key)
  return pgd(model, ascent, batch.images, targets, from)
}

/**
 * What the attack climbs and where it begins: TRADES leads away from p(x), others from the label;
 * TRADES and MART begin nearby, others where the spec says.
 */
async function opening(
  model: DifferentiableModel,
  spec: RunSpec,
  epsilon: Float32Array,
  batch: Batch,
  key: RandomKey,
): Promise<{ targets: Float32Array; from: Float32Array }> {
  if (spec.loss.kind === 'trades')
    return {
      targets: await model.probabilities(batch.images),
      from: await nearbyStart(model, batch, key),
    }
  const targets = oneHot(batch.labels, model.classes)
  if (spec.loss.kind === 'mart') return { targets, from: await nearbyStart(model, batch, key) }
  if (!spec.attack.randomStart) return { targets, from: batch.images }
  return { targets, from: await randomStart(model, spec.attack.norm, epsilon, batch, key, 0) }
}
