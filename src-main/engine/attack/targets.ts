import { rowsOf, stack, type Example } from './example.ts'
import type { InferenceModel } from './inference-model.ts'

/**
 * For each example the class that its clean image is `rank`-th likeliest to be, its label left out.
 * @param rank from 0.
 */
export async function likelyClasses(
  model: InferenceModel,
  examples: readonly Example[],
  rank: number,
): Promise<number[]> {
  const logits = await model.logits(stack(examples.map(({ clean }) => clean)))
  return rowsOf(logits, examples.length).map((row, i) => {
    const others = Array.from(row.keys()).filter((each) => each !== examples[i].label)
    return others.sort((a, b) => row[b] - row[a] || a - b)[rank]
  })
}
