import { rowsOf, stack, type Example } from '../example.ts'
import type { InferenceModel } from '../inference-model.ts'
import { predictionOf } from '../logits.ts'

/**
 * A search that is told of each image it yields only whether the model errs there; returns what it
 * found.
 */
export type DecisionSearch = Generator<Float32Array[], Float32Array, boolean[]>

/** Images asked about in one go: bounds the memory, however many a search yields. */
const most = 1024

/** Runs searches side by side, so that their questions share batches; each sees its own answers only. */
export async function answerTogether(
  model: InferenceModel,
  examples: readonly Example[],
  searchOf: (example: Example) => DecisionSearch,
): Promise<Float32Array[]> {
  const results: Float32Array[] = new Array<Float32Array>(examples.length)
  const searches = examples.map((example, i) => ({
    i,
    label: example.label,
    run: searchOf(example),
  }))
  const begun = searches.map((search) => ({ search, next: search.run.next() }))
  let waiting = begun
  while (waiting.length > 0) {
    const going = waiting.flatMap(({ search, next }) => {
      if (!next.done) return [{ search, asked: next.value }]
      results[search.i] = next.value
      return []
    })
    waiting = []
    for (const group of grouped(going)) {
      const logits = await model.logits(stack(group.flatMap(({ asked }) => asked)))
      const rows = rowsOf(logits, logits.length / model.classes)
      let at = 0
      for (const { search, asked } of group) {
        const own = rows.slice(at, at + asked.length)
        at += asked.length
        const answers = own.map((row) => predictionOf(row) !== search.label)
        waiting.push({ search, next: search.run.next(answers) })
      }
    }
  }
  return results
}

/** Neighbours together, as long as they ask about no more than `most` images. */
function grouped<T extends { readonly asked: readonly unknown[] }>(going: readonly T[]): T[][] {
  const groups: T[][] = []
  let room = 0
  for (const each of going) {
    if (groups.length === 0 || each.asked.length > room) {
      groups.push([])
      room = most
    }
    groups[groups.length - 1].push(each)
    room -= each.asked.length
  }
  return groups
}
