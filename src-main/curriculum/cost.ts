import type { ResolvedCurriculum, Settings } from './curriculum.ts'
import { settingsAt } from './settings.ts'

/** Passes through the network for one image. A backward pass costs about two forward ones. */
export interface Passes {
  readonly forward: number
  readonly backward: number
}

export interface Cost extends Passes {
  readonly steps: number
  /** Images trained on, with repetition. */
  readonly images: number
  /** Whether gates may make the run shorter: each was taken to stay shut until its limit. */
  readonly isMost: boolean
}

/** What of a run, beside its curriculum, decides how many passes a step takes. */
export interface CostSpec {
  readonly loss: { readonly kind: 'cross-entropy' | 'trades' | 'mart' }
  /** Present where gradients are taken twice; counted from the first epoch on. */
  readonly weightPerturbation?: object
  /** A replay attacks and learns in one pass. */
  readonly attack?: { readonly replays?: number }
  /** Each draw of worst-of-k is judged once. */
  readonly spatial?: { readonly choose: 'random' } | { readonly choose: 'worst'; draws: number }
}

/** Whether a step crafts an attack at all. */
export function isAttacked({ epsilon, adversarialShare }: Settings): boolean {
  return epsilon > 0 && adversarialShare > 0
}

/** Whether a step moves images. */
export function isMoved({ spatialShare, rotation, translation }: Settings): boolean {
  return spatialShare > 0 && (rotation > 0 || translation > 0)
}

/**
 * Passes that one image of a training step takes: the update itself, and for each attack step one
 * forward and one backward (Madry et al. 2017, arXiv 1706.06083). Batches are attacked whole, so a
 * share below 1 saves nothing; a share or an ε of 0 saves the attack. TRADES and MART also read the
 * clean images in the loss, and TRADES once more as its attack's reference.
 */
export function passesAt(settings: Settings, spec: CostSpec): Passes {
  const { loss, weightPerturbation, spatial } = spec
  if (spec.attack?.replays !== undefined) return { forward: 1, backward: 1 }
  const attack = isAttacked(settings) ? settings.attackSteps : 0
  const isTrades = loss.kind === 'trades' && isAttacked(settings)
  const update = (isTrades || loss.kind === 'mart' ? 2 : 1) * (weightPerturbation ? 2 : 1)
  const draws =
    isMoved(settings) && spatial?.choose === 'worst' && spatial.draws > 1 ? spatial.draws : 0
  return { forward: update + attack + (isTrades ? 1 : 0) + draws, backward: update + attack }
}

/** Image passes of a whole run without its evaluation; a short batch counts whole, being padded. */
export function cost(
  resolved: ResolvedCurriculum,
  run: CostSpec & { readonly batchSize: number },
): Cost {
  const { steps } = resolved.extent
  let forward = 0
  let backward = 0
  for (let step = 0; step < steps; step++) {
    const passes = passesAt(settingsAt(resolved, step), run)
    forward += passes.forward * run.batchSize
    backward += passes.backward * run.batchSize
  }
  const isMost = resolved.stages.some(({ gate }) => gate !== undefined)
  return { steps, images: steps * run.batchSize, isMost, forward, backward }
}
