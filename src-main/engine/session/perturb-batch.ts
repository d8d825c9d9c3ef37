import type { Settings } from '#curriculum'
import type { Batch } from '#dataset'
import { generator, type RandomKey } from '#random'
import type { RunSpec } from '#spec'
import type { Transform } from '#threat'
import {
  lengthOf,
  nearbyStart,
  oneHot,
  pgd,
  randomStart,
  type DifferentiableModel,
  type InferenceModel,
} from '../attack/index.ts'
import { chooseTransforms } from './choose-transforms.ts'

/** What training learns from, `[n, height, width, channel]` each. */
export interface PerturbedBatch {
  /** After the spatial perturbation, without the attack's. */
  readonly clean: Batch
  readonly perturbed: Float32Array
}

/** The model as perturbations are made for it: to move images and judge, and to attack. */
interface Models {
  readonly inference: InferenceModel
  readonly attacked: DifferentiableModel
}

/** Whether training attacks at all at this step. */
export function attacks(settings: Settings): boolean {
  return settings.epsilon > 0 && settings.adversarialShare > 0
}

/**
 * Both perturbations of a batch in the spec's order: A(T(x)), the attack around the moved image
 * (CuSP), or T(x + δ) with δ the attack's through the transform (Engstrom et al., the combined
 * attack of spatial_attack.py).
 */
export async function perturbBatch(
  { inference, attacked }: Models,
  spec: RunSpec,
  settings: Settings,
  batch: Batch,
  key: RandomKey,
): Promise<PerturbedBatch> {
  const transforms = await chooseTransforms(attacked, spec.spatial, settings, batch, key)
  if (!transforms) {
    return { clean: batch, perturbed: await craft(attacked, spec, settings, batch, key) }
  }
  const clean = { ...batch, images: await inference.warp(batch.images, transforms) }
  if (spec.order === 'spatial-then-adversarial') {
    return { clean, perturbed: await craft(attacked, spec, settings, clean, key) }
  }
  if (!attacks(settings)) return { clean, perturbed: clean.images }
  const seen = { transforms, images: clean.images }
  const behind = await craft(attacked, spec, settings, batch, key, seen)
  return { clean, perturbed: await inference.warp(behind, transforms) }
}

/** How the model sees a batch that is attacked through transforms. */
interface Seen {
  readonly transforms: readonly Transform[]
  /** The batch, moved. */
  readonly images: Float32Array
}

/**
 * The batch, perturbed around where it stands by the spec's attack. An example is left as it is with
 * probability 1 − `adversarialShare`: its radius is 0.
 */
async function craft(
  model: DifferentiableModel,
  spec: RunSpec,
  settings: Settings,
  batch: Batch,
  key: RandomKey,
  seen?: Seen,
): Promise<Float32Array> {
  if (!attacks(settings)) return batch.images
  const { norm, stepSize } = spec.attack
  const steps = settings.attackSteps
  const epsilon = radii(batch.indices, settings, key)
  const length = lengthOf(stepSize, settings.epsilon, steps)
  const ascent = { norm, steps, epsilon, stepSize: new Float32Array(batch.size).fill(length) }
  const targets = await targetsOf(model, spec, seen?.images ?? batch.images, batch.labels)
  const from = await startOf(model, spec, epsilon, batch, key)
  const through: DifferentiableModel = {
    ...model,
    ascend: (by, at) => model.ascend(by, at, seen?.transforms),
  }
  return pgd(through, ascent, batch.images, targets, from)
}

/** ε for the examples that get the attack, 0 for the others. Draws: `[...key, 'adversarial', index]`. */
export function radii(
  indices: Uint32Array,
  { epsilon, adversarialShare }: Settings,
  key: RandomKey,
): Float32Array {
  return Float32Array.from(indices, (index) => {
    const isDrawn = generator([...key, 'adversarial', index]).uniform() < adversarialShare
    return isDrawn ? epsilon : 0
  })
}

/** The batch after its spatial perturbation alone. */
export async function moveBatch(
  model: InferenceModel,
  spec: RunSpec,
  settings: Settings,
  batch: Batch,
  key: RandomKey,
): Promise<Batch> {
  const transforms = await chooseTransforms(model, spec.spatial, settings, batch, key)
  if (!transforms) return batch
  return { ...batch, images: await model.warp(batch.images, transforms) }
}

/** What the attack climbs away from: p(x) for TRADES, else the label. */
async function targetsOf(
  model: DifferentiableModel,
  { loss }: RunSpec,
  images: Float32Array,
  labels: Int32Array,
): Promise<Float32Array> {
  return loss.kind === 'trades' ? model.probabilities(images) : oneHot(labels, model.classes)
}

/** TRADES and MART begin nearby, others where the spec says. */
async function startOf(
  model: DifferentiableModel,
  { loss, attack }: RunSpec,
  epsilon: Float32Array,
  batch: Batch,
  key: RandomKey,
): Promise<Float32Array> {
  if (loss.kind !== 'cross-entropy') return nearbyStart(model, batch, key)
  if (!attack.randomStart) return batch.images
  return randomStart(model, attack.norm, epsilon, batch, key, 0)
}
