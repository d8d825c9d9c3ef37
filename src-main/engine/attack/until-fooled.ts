import type { Batch } from '#dataset'
import { examplesOf, labelsOf, stack, type Example } from './example.ts'
import type { InferenceModel } from './inference-model.ts'
import { isWorse, replace, type Outcome } from './worst-of.ts'

/** One go at some examples: a perturbed input for each, from its clean image. */
export type Attempt = (examples: readonly Example[]) => Promise<Float32Array[]>

/**
 * Attempts one after the other, each on the examples that the model still gets right: restarts,
 * target classes, or whole attacks. An image that stands to the end keeps the attempt of the highest
 * loss.
 * @param batch what is attacked; its labels are those that attacks lead away from.
 */
export async function untilFooled(
  model: InferenceModel,
  batch: Batch,
  attempts: readonly Attempt[],
): Promise<Outcome> {
  const verdicts = await model.judge(batch.images, batch.labels)
  const worst: Outcome = { images: batch.images.slice(), verdicts }
  const examples = examplesOf(batch)
  for (const attempt of attempts) {
    const standing = examples.flatMap((_, i) =>
      worst.verdicts.prediction[i] === batch.labels[i] ? [i] : [],
    )
    if (standing.length === 0) break
    const chosen = standing.map((i) => examples[i])
    const images = stack(await attempt(chosen))
    const next = { images, verdicts: await model.judge(images, labelsOf(chosen)) }
    standing.forEach((i, at) => {
      if (isWorse(next.verdicts, at, worst.verdicts, i, batch.labels[i]))
        replace(worst, i, next, at)
    })
  }
  return worst
}
