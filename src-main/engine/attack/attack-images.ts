import type { Batch } from '#dataset'
import { generator, type RandomKey } from '#random'
import { drawTransforms, gridTransforms, type AttackPlan, type Norm, type Transform } from '#threat'
import { assertInside } from './assert-inside.ts'
import { oneHot, type DifferentiableModel, type InferenceModel } from './inference-model.ts'
import { pgd, randomStart } from './pgd.ts'
import { lengthOf } from './step-size.ts'
import { worstOf, type Outcome } from './worst-of.ts'

type PlanOf<A extends AttackPlan['attack']> = Extract<AttackPlan, { attack: A }>

/**
 * Runs a plan on a batch.
 * @param key names the draws: each image draws by its own index, so its result does not depend on
 *   its neighbours.
 * @returns the worst perturbed inputs found, judged by the true labels.
 */
export async function attackImages(
  model: DifferentiableModel,
  plan: AttackPlan,
  batch: Batch,
  key: RandomKey,
): Promise<Outcome> {
  if (plan.attack === 'clean') return judged(model, batch.images, batch.labels)
  const climbed = await climbedLabels(model, plan, batch)
  const outcome = await perturb(model, plan, { ...batch, labels: climbed }, key)
  return plan.climbs === 'label' ? outcome : judged(model, outcome.images, batch.labels)
}

/** The labels an attack leads away from: the true ones, or the model's own clean predictions. */
async function climbedLabels(
  model: InferenceModel,
  plan: Exclude<AttackPlan, { attack: 'clean' }>,
  batch: Batch,
): Promise<Int32Array> {
  if (plan.climbs === 'label') return batch.labels
  return (await model.judge(batch.images, batch.labels)).prediction
}

async function perturb(
  model: DifferentiableModel,
  plan: Exclude<AttackPlan, { attack: 'clean' }>,
  batch: Batch,
  key: RandomKey,
): Promise<Outcome> {
  switch (plan.attack) {
    case 'fgsm':
      return climb(
        model,
        plan,
        { steps: 1, stepSize: plan.epsilon },
        batch,
        async () => batch.images,
      )
    case 'pgd':
      return worstOf(plan.restarts, batch.labels, (restart) =>
        pgdOnce(model, plan, batch, key, restart),
      )
    case 'spatial-random':
      return worstDraw(model, plan, batch, key)
    case 'spatial-grid': {
      const grid = gridTransforms(plan)
      return worstOf(grid.length, batch.labels, (at) =>
        move(
          model,
          batch,
          Array.from(batch.indices, () => grid[at]),
        ),
      )
    }
  }
}

function worstDraw(
  model: InferenceModel,
  plan: PlanOf<'spatial-random'>,
  batch: Batch,
  key: RandomKey,
): Promise<Outcome> {
  const drawn = Array.from(batch.indices, (index) =>
    drawTransforms(plan, plan.draws, generator([...key, 'spatial', index])),
  )
  return worstOf(plan.draws, batch.labels, (draw) =>
    move(
      model,
      batch,
      drawn.map((transforms) => transforms[draw]),
    ),
  )
}

function pgdOnce(
  model: DifferentiableModel,
  plan: PlanOf<'pgd'>,
  batch: Batch,
  key: RandomKey,
  restart: number,
): Promise<Outcome> {
  const stepSize = lengthOf(plan.stepSize, plan.epsilon, plan.steps)
  return climb(model, plan, { steps: plan.steps, stepSize }, batch, async (epsilon) =>
    plan.randomStart ? randomStart(model, plan.norm, epsilon, batch, key, restart) : batch.images,
  )
}

async function climb(
  model: DifferentiableModel,
  threat: { readonly norm: Norm; readonly epsilon: number },
  pace: { readonly steps: number; readonly stepSize: number },
  batch: Batch,
  begin: (epsilon: Float32Array) => Promise<Float32Array>,
): Promise<Outcome> {
  const epsilon = new Float32Array(batch.size).fill(threat.epsilon)
  const stepSize = new Float32Array(batch.size).fill(pace.stepSize)
  const ascent = { norm: threat.norm, steps: pace.steps, epsilon, stepSize }
  const targets = oneHot(batch.labels, model.classes)
  const images = await pgd(model, ascent, batch.images, targets, await begin(epsilon))
  assertInside(threat, batch, images, model.pixels)
  return judged(model, images, batch.labels)
}

async function move(
  model: InferenceModel,
  batch: Batch,
  transforms: readonly Transform[],
): Promise<Outcome> {
  return judged(model, await model.warp(batch.images, transforms), batch.labels)
}

async function judged(
  model: InferenceModel,
  images: Float32Array,
  labels: Int32Array,
): Promise<Outcome> {
  return { images, verdicts: await model.judge(images, labels) }
}
