import type { Batch } from '#dataset'
import { CuspError } from '#errors'
import type { EvaluationSession } from './engine.ts'

/** Unlike the first pass's portions, so that no image keeps its neighbours or its place. */
const portion = 96

/** Two logits closer than this may change places by rounding. */
const tie = 1e-4

/**
 * The second pass: predicts all perturbed images again, backwards and in other portions, and holds
 * the first pass to it. An image may differ only where the two classes are level.
 * @throws CuspError `evaluation.mismatch` naming the example and both predictions.
 */
export async function repredict(
  session: EvaluationSession,
  indices: Uint32Array,
  perturbed: Float32Array,
  prediction: Int32Array,
): Promise<void> {
  for (let to = indices.length; to > 0; to -= portion) {
    const batch = backwards(indices, perturbed, prediction, Math.max(0, to - portion), to)
    const again = await session.predict(batch)
    for (let i = 0; i < batch.size; i++) {
      // The margin is that of the first prediction, given as the label: negative where it lost.
      if (again.prediction[i] === batch.labels[i] || again.margin[i] > -tie) continue
      throw new CuspError(
        'evaluation.mismatch',
        `The perturbed example ${batch.indices[i]} was predicted as class ${batch.labels[i]}, ` +
          `and as class ${again.prediction[i]} in the second pass; both must agree.`,
        { place: `example ${batch.indices[i]}` },
      )
    }
  }
}

/** Examples [from, to) in reverse, labelled by their first prediction. */
function backwards(
  indices: Uint32Array,
  perturbed: Float32Array,
  prediction: Int32Array,
  from: number,
  to: number,
): Batch {
  const pixels = perturbed.length / indices.length
  const size = to - from
  const images = new Float32Array(size * pixels)
  for (let i = 0; i < size; i++) {
    const at = to - 1 - i
    images.set(perturbed.subarray(at * pixels, (at + 1) * pixels), i * pixels)
  }
  return {
    images,
    labels: prediction.slice(from, to).reverse(),
    indices: indices.slice(from, to).reverse(),
    size,
  }
}
