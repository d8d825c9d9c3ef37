import { generator, type RandomKey } from '#random'
import type { Norm, PlanOf } from '#threat'
import { rowsOf, stack, type Example } from '../example.ts'
import type { InferenceModel } from '../inference-model.ts'
import { marginOf, predictionOf } from '../logits.ts'
import type { Attempt } from '../until-fooled.ts'
import type { Proposals, Search } from './proposals.ts'
import { windowShare } from './schedule.ts'
import { squaresLinf } from './squares-linf.ts'
import { squaresL1, squaresL2 } from './squares-moved.ts'

const proposals: Readonly<Record<Norm, Proposals>> = {
  linf: squaresLinf,
  l2: squaresL2,
  l1: squaresL1,
}

/** A search and where it stands. */
interface Standing extends Search {
  readonly example: Example
  best: Float32Array
  /** Margin of the best: logit of the label minus the best other. */
  margin: number
  isFooled: boolean
}

/**
 * The attempts of a Square plan: random search that keeps a proposal which lowers the margin. Each
 * image searches by itself and draws from `[...key, attack, 'search', restart, its index]`. (The
 * original moves one window for a whole batch at once, and never into the last row or column.)
 */
export function squareAttempts(
  model: InferenceModel,
  plan: PlanOf<'square'>,
  key: RandomKey,
): Attempt[] {
  return Array.from(
    { length: plan.restarts },
    (_, restart) => (examples: readonly Example[]) =>
      search(model, plan, examples, [...key, plan.attack, 'search', restart]),
  )
}

async function search(
  model: InferenceModel,
  { norm, epsilon, queries }: PlanOf<'square'>,
  examples: readonly Example[],
  key: RandomKey,
): Promise<Float32Array[]> {
  const { shape } = model
  const searches = examples.map((example): Standing => {
    const random = generator([...key, example.index])
    const { clean } = example
    return {
      example,
      clean,
      shape,
      epsilon,
      random,
      best: clean,
      margin: Infinity,
      isFooled: false,
    }
  })
  await consider(
    model,
    searches,
    searches.map((each) => proposals[norm].first(each)),
  )
  for (let query = 0; query < queries; query++) {
    const standing = searches.filter(({ isFooled }) => !isFooled)
    if (standing.length === 0) break
    const side = Math.sqrt(windowShare(query) * shape.height * shape.width)
    const next = standing.map((each) => proposals[norm].next(each, each.best, side))
    await consider(model, standing, next)
  }
  return searches.map(({ best }) => best)
}

/** Asks the model about proposals and keeps those that are better. */
async function consider(
  model: InferenceModel,
  searches: readonly Standing[],
  images: readonly Float32Array[],
): Promise<void> {
  const logits = rowsOf(await model.logits(stack(images)), searches.length)
  searches.forEach((search, i) => {
    const margin = marginOf(logits[i], search.example.label)
    search.isFooled = predictionOf(logits[i]) !== search.example.label
    if (margin >= search.margin && !search.isFooled) return
    search.margin = margin
    search.best = images[i]
  })
}
