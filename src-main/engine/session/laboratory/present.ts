import type { Settings } from '#curriculum'
import type { Batch } from '#dataset'
import type { RandomKey } from '#random'
import type { RunSpec } from '#spec'
import { lengthOf, type DifferentiableModel } from '../../attack/index.ts'
import { augment } from '../augment.ts'
import { perturbBatch, type PerturbedBatch } from '../perturb-batch.ts'

interface Models {
  readonly inference: DifferentiableModel
  readonly attacked: DifferentiableModel
}

/**
 * What a training step would learn from, by the trainer's own code. Free adversarial training carries
 * its perturbation from batch to batch; here it begins at none and has all replays of one batch.
 */
export function present(
  models: Models,
  spec: RunSpec,
  settings: Settings,
  given: Batch,
  key: RandomKey,
): Promise<PerturbedBatch> {
  const { shape } = models.inference
  const batch = spec.augmentation ? augment(given, shape, spec.augmentation, key) : given
  const { replays } = spec.attack
  if (replays === undefined) return perturbBatch(models, spec, settings, batch, key)
  const stepSize = { absolute: lengthOf(spec.attack.stepSize, settings.epsilon, 1) }
  const attack = { ...spec.attack, stepSize, randomStart: false }
  const replayed = { ...settings, attackSteps: replays }
  return perturbBatch(models, { ...spec, attack }, replayed, batch, key)
}
