import type { Settings } from '#curriculum'
import type { Batch } from '#dataset'
import { generator, type RandomKey } from '#random'
import type { RunSpec } from '#spec'
import { drawTransforms, identity, type Transform } from '#threat'
import { isWorse, type InferenceModel } from '../attack/index.ts'

/**
 * Training's spatial perturbation of each example: with probability `spatialShare` a transform of
 * its own, the first of its draws or, worst-of-k, the worst of several for the model as it is now
 * (Engstrom et al. 2017, arXiv 1712.02779); else none.
 * Draws: `[...key, 'spatial', index]` → the share's coin, then the transforms in turn, so that the
 * first transform does not depend on how many are drawn.
 * @returns undefined where nothing moves.
 */
export async function chooseTransforms(
  model: InferenceModel,
  spatial: RunSpec['spatial'],
  settings: Settings,
  batch: Batch,
  key: RandomKey,
): Promise<readonly Transform[] | undefined> {
  const { rotation, translation, spatialShare } = settings
  if (spatialShare === 0 || (rotation === 0 && translation === 0)) return undefined
  const count = spatial?.choose === 'worst' ? spatial.draws : 1
  const drawn = Array.from(batch.indices, (index) => {
    const random = generator([...key, 'spatial', index])
    if (random.uniform() >= spatialShare) return Array.from({ length: count }, () => identity)
    return drawTransforms({ rotation, translation }, count, random)
  })
  return count === 1 ? drawn.map(([first]) => first) : worstOfEach(model, batch, drawn)
}

/** Of each example's transforms the one the model judges worst: an error, then the higher loss. */
async function worstOfEach(
  model: InferenceModel,
  batch: Batch,
  drawn: readonly (readonly Transform[])[],
): Promise<Transform[]> {
  const attempt = async (draw: number) => {
    const images = await model.warp(
      batch.images,
      drawn.map((transforms) => transforms[draw]),
    )
    return model.judge(images, batch.labels)
  }
  const kept = await attempt(0)
  const chosen = drawn.map(([first]) => first)
  for (let draw = 1; draw < drawn[0].length; draw++) {
    const next = await attempt(draw)
    chosen.forEach((_, i) => {
      if (!isWorse(next, i, kept, i, batch.labels[i])) return
      chosen[i] = drawn[i][draw]
      kept.prediction[i] = next.prediction[i]
      kept.loss[i] = next.loss[i]
    })
  }
  return chosen
}
