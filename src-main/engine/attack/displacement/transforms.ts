import type { Batch } from '#dataset'
import { generator, type RandomKey } from '#random'
import { drawTransforms, gridTransforms, type PlanOf, type Transform } from '#threat'
import type { InferenceModel } from '../inference-model.ts'
import { worstOf, type Outcome } from '../worst-of.ts'

/** All images under one transform. */
export function underOne(
  model: InferenceModel,
  { angle, dx, dy }: PlanOf<'spatial-fixed'>,
  batch: Batch,
): Promise<Outcome> {
  return move(
    model,
    batch,
    Array.from(batch.indices, () => ({ angle, dx, dy })),
  )
}

/** The worst of each image's own draws, from `[...key, 'spatial', its index]`. */
export function worstDraw(
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

/** The worst of all transforms of a grid. */
export function worstOfGrid(
  model: InferenceModel,
  plan: PlanOf<'spatial-grid'>,
  batch: Batch,
): Promise<Outcome> {
  const grid = gridTransforms(plan)
  return worstOf(grid.length, batch.labels, (at) =>
    move(
      model,
      batch,
      Array.from(batch.indices, () => grid[at]),
    ),
  )
}

async function move(
  model: InferenceModel,
  batch: Batch,
  transforms: readonly Transform[],
): Promise<Outcome> {
  const images = await model.warp(batch.images, transforms)
  return { images, verdicts: await model.judge(images, batch.labels) }
}
