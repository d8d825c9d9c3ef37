import type { Batch } from '#dataset'
import { CuspError } from '#errors'
import type { RandomKey } from '#random'
import { ballOf, classesProblem, climbsOf, type AttackPlan } from '#threat'
import { climbOnce } from './ascent/climb-once.ts'
import { miFgsmAttempt } from './ascent/mi-fgsm.ts'
import { autoattackAttempts, parameterFreeAttempts } from './autoattack.ts'
import { assertInside } from './assert-inside.ts'
import { assertNumbers } from './assert-numbers.ts'
import { carliniWagnerAttempt } from './boundary/carlini-wagner.ts'
import { deepfoolAttempt } from './boundary/deepfool.ts'
import { combinedAttempts } from './displacement/combined.ts'
import { firstOrderAttempts } from './displacement/first-order.ts'
import { stadvAttempt } from './displacement/stadv.ts'
import { underOne, worstDraw, worstOfGrid } from './displacement/transforms.ts'
import type { DifferentiableModel, InferenceModel } from './inference-model.ts'
import { hopSkipJumpAttempt } from './query/hop-skip-jump.ts'
import { noiseAttempts } from './query/random-noise.ts'
import { untilFooled } from './until-fooled.ts'
import { worstOf, type Outcome } from './worst-of.ts'

/**
 * Runs a plan on a batch.
 * @param key names the draws: each image draws by its own index, so its result does not depend on
 *   its neighbours.
 * @returns the worst perturbed inputs found, judged by the true labels.
 * @throws CuspError `attack.unsuited` when the network has too few classes for the attack,
 *   `evaluation.not-finite` when it answers with what is no number.
 */
export async function attackImages(
  model: DifferentiableModel,
  plan: AttackPlan,
  batch: Batch,
  key: RandomKey,
): Promise<Outcome> {
  // Corrupted images come as they were stored, transferred ones as they were crafted elsewhere.
  if (isGiven(plan)) {
    const outcome = await judged(model, batch.images, batch.labels)
    assertNumbers(outcome.verdicts, batch)
    return outcome
  }
  const problem = classesProblem(plan, model.classes)
  if (problem !== undefined) throw new CuspError('attack.unsuited', `${problem}.`)
  const labels = await climbedLabels(model, plan, batch)
  const outcome = await perturb(model, plan, { ...batch, labels }, key)
  assertNumbers(outcome.verdicts, batch)
  assertInside(ballOf(plan), batch, outcome.images)
  if (climbsOf(plan) !== 'prediction') return outcome
  return judged(model, outcome.images, batch.labels)
}

type GivenPlan = Extract<AttackPlan, { attack: 'clean' | 'corruption' | 'transfer' }>

/** Plans whose images come as they are to be judged. */
function isGiven(plan: AttackPlan): plan is GivenPlan {
  return ['clean', 'corruption', 'transfer'].includes(plan.attack)
}

/** The labels an attack leads away from: the true ones, or the model's own clean predictions. */
async function climbedLabels(
  model: InferenceModel,
  plan: AttackPlan,
  batch: Batch,
): Promise<Int32Array> {
  if (climbsOf(plan) !== 'prediction') return batch.labels
  return (await model.judge(batch.images, batch.labels)).prediction
}

async function perturb(
  model: DifferentiableModel,
  plan: Exclude<AttackPlan, GivenPlan>,
  batch: Batch,
  key: RandomKey,
): Promise<Outcome> {
  switch (plan.attack) {
    case 'fgsm':
      return climbOnce(model, plan, batch, key, 0)
    case 'pgd':
      return worstOf(plan.restarts, batch.labels, (restart) =>
        climbOnce(model, plan, batch, key, restart),
      )
    case 'mi-fgsm':
      return untilFooled(model, batch, [miFgsmAttempt(model, plan)])
    case 'apgd-ce':
    case 'apgd-dlr':
    case 'apgd-t':
    case 'fab':
    case 'fab-t':
    case 'square':
      return untilFooled(model, batch, parameterFreeAttempts(model, plan, key))
    case 'autoattack':
      return untilFooled(model, batch, autoattackAttempts(model, plan, key))
    case 'carlini-wagner':
      return untilFooled(model, batch, [carliniWagnerAttempt(model, plan)])
    case 'deepfool':
      return untilFooled(model, batch, [deepfoolAttempt(model, plan)])
    case 'hop-skip-jump':
      return untilFooled(model, batch, [hopSkipJumpAttempt(model, plan, key)])
    case 'random-noise':
      return untilFooled(model, batch, noiseAttempts(plan, key))
    case 'spatial-fixed':
      return underOne(model, plan, batch)
    case 'spatial-random':
      return worstDraw(model, plan, batch, key)
    case 'spatial-grid':
      return worstOfGrid(model, plan, batch)
    case 'spatial-first-order':
      return untilFooled(model, batch, firstOrderAttempts(model, plan, key))
    case 'stadv':
      return untilFooled(model, batch, [stadvAttempt(model, plan)])
    case 'combined':
      return untilFooled(model, batch, combinedAttempts(model, plan, key))
  }
}

async function judged(
  model: InferenceModel,
  images: Float32Array,
  labels: Int32Array,
): Promise<Outcome> {
  return { images, verdicts: await model.judge(images, labels) }
}
