import type { Batch } from '#dataset'
import { generator, type RandomKey } from '#random'
import { drawTransforms, type PlanOf, type Transform } from '#threat'
import { randomStart } from '../ascent/pgd.ts'
import { lengthOf } from '../ascent/step-size.ts'
import { assertInside } from '../assert-inside.ts'
import { labelsOf, rowsOf, stack, type Example } from '../example.ts'
import { oneHot, type DifferentiableModel } from '../inference-model.ts'
import type { Attempt } from '../until-fooled.ts'

type Combined = PlanOf<'combined'>

/**
 * One attempt a transform: drawn from `[...key, attack, 'spatial', its index]`, so that the first do
 * not depend on how many follow; PGD's start from `[...key, attack, 'start', draw, its index]`.
 */
export function combinedAttempts(
  model: DifferentiableModel,
  plan: Combined,
  key: RandomKey,
): Attempt[] {
  const own = [...key, plan.attack]
  const run = plan.order === 'spatial-then-adversarial' ? aroundMoved : throughWarp
  return Array.from({ length: plan.draws }, (_, draw): Attempt => async (examples) => {
    const transforms = examples.map(({ index }) => {
      const random = generator([...own, 'spatial', index])
      return drawTransforms(plan, plan.draws, random)[draw]
    })
    const images = await run(model, plan, batchOf(examples), transforms, own, draw)
    return rowsOf(images, examples.length)
  })
}

function batchOf(examples: readonly Example[]): Batch {
  return {
    images: stack(examples.map(({ clean }) => clean)),
    labels: labelsOf(examples),
    indices: Uint32Array.from(examples, ({ index }) => index),
    size: examples.length,
  }
}

/** T(x) + δ: PGD in the ball around the transformed image. */
async function aroundMoved(
  model: DifferentiableModel,
  plan: Combined,
  batch: Batch,
  transforms: readonly Transform[],
  key: RandomKey,
  draw: number,
): Promise<Float32Array> {
  const images = await model.warp(batch.images, transforms)
  return climb(model, plan, { ...batch, images }, key, draw)
}

/** T(x + δ): PGD in the ball around the clean image, its gradient taken through the transform. */
async function throughWarp(
  model: DifferentiableModel,
  plan: Combined,
  batch: Batch,
  transforms: readonly Transform[],
  key: RandomKey,
  draw: number,
): Promise<Float32Array> {
  const images = await climb(model, plan, batch, key, draw, transforms)
  return model.warp(images, transforms)
}

/** PGD in the ball around a batch's images. */
async function climb(
  model: DifferentiableModel,
  plan: Combined,
  batch: Batch,
  key: RandomKey,
  draw: number,
  through?: readonly Transform[],
): Promise<Float32Array> {
  const { norm } = plan
  const length = lengthOf(plan.stepSize, plan.epsilon, plan.steps)
  const epsilon = new Float32Array(batch.size).fill(plan.epsilon)
  const stepSize = new Float32Array(batch.size).fill(length)
  const targets = oneHot(batch.labels, model.classes)
  let perturbed = plan.randomStart
    ? await randomStart(model, norm, epsilon, batch, key, draw)
    : batch.images
  for (let step = 0; step < plan.steps; step++) {
    const at = { perturbed, clean: batch.images, targets, epsilon, stepSize }
    perturbed = await model.ascend(norm, at, through)
  }
  assertInside(plan, batch, perturbed)
  return perturbed
}
