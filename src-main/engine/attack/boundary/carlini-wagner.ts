import type { PlanOf } from '#threat'
import { balls } from '../ball/index.ts'
import { labelsOf, rowsOf, stack } from '../example.ts'
import { oneHot, type DifferentiableModel } from '../inference-model.ts'
import { predictionOf } from '../logits.ts'
import type { Attempt } from '../until-fooled.ts'
import { keepNearer, nearestOf, withinReach, type Nearest } from './nearest.ts'
import { adam, type Adam } from '../adam.ts'

/** Keeps tanh⁻¹ finite at black and white. */
const almostOne = 0.999999
/** Above this no upper bound of c is known, and c grows tenfold. */
const unbounded = 1e9
/** A search is given up when the objective did not fall by this share within a tenth of its steps. */
const leastFall = 1e-4

/** One image's search: c is too small below `low`, enough at `high`. */
interface Search extends Nearest {
  low: number
  high: number
  constant: number
}

/** Where the descent of one search stands. */
interface Descent {
  readonly search: Search
  readonly adam: Adam
  /** In tanh space: the image is (tanh w + 1) / 2. */
  readonly w: Float64Array
  image: Float32Array
  hasFooled: boolean
  lastObjective: number
}

/** Carlini & Wagner's L2 attack (arXiv 1608.04644, section VI.A); the search over c of section V.B. */
export function carliniWagnerAttempt(
  model: DifferentiableModel,
  plan: PlanOf<'carlini-wagner'>,
): Attempt {
  return async (examples) => {
    const searches = examples.map((example): Search => ({
      ...nearestOf(example),
      ...{ low: 0, high: Infinity, constant: plan.initialConstant },
    }))
    for (let search = 0; search < plan.searches; search++) {
      const descents = await descend(model, plan, searches)
      for (const { search: each, hasFooled } of descents) narrow(each, hasFooled)
    }
    return searches.map((search) => withinReach(search, plan.epsilon ?? Infinity))
  }
}

/** Halves the interval that c lies in, or looks ten times higher. */
function narrow(search: Search, hasFooled: boolean): void {
  if (hasFooled) search.high = Math.min(search.high, search.constant)
  else search.low = Math.max(search.low, search.constant)
  const isBounded = search.high < unbounded
  search.constant = isBounded ? (search.low + search.high) / 2 : search.constant * 10
}

/** One descent for each image at its own c; keeps the nearest misclassified points. */
async function descend(
  model: DifferentiableModel,
  plan: PlanOf<'carlini-wagner'>,
  searches: readonly Search[],
): Promise<Descent[]> {
  const descents = searches.map((search): Descent => {
    const w = Float64Array.from(search.example.clean, (value) =>
      Math.atanh((2 * value - 1) * almostOne),
    )
    const start = { image: imageAt(w), hasFooled: false, lastObjective: Infinity }
    return { search, adam: adam(w.length, plan.learningRate), w, ...start }
  })
  const tenth = Math.max(Math.floor(plan.steps / 10), 1)
  let going = descents
  for (let step = 0; step < plan.steps && going.length > 0; step++) {
    const objectives = await lower(model, plan, going)
    if (step % tenth !== 0) continue
    going = going.filter((descent, i) => {
      const isFalling = objectives[i] <= descent.lastObjective * (1 - leastFall)
      descent.lastObjective = objectives[i]
      return isFalling
    })
  }
  return descents
}

/** One step down ‖x′ − x‖² + c · max(confidence + margin, 0); returns the objectives before it. */
async function lower(
  model: DifferentiableModel,
  { confidence }: PlanOf<'carlini-wagner'>,
  descents: readonly Descent[],
): Promise<number[]> {
  const examples = descents.map(({ search }) => search.example)
  const from = oneHot(labelsOf(examples), model.classes)
  const images = stack(descents.map(({ image }) => image))
  const slope = await model.slope('margin', images, { from })
  const logits = rowsOf(slope.logits, descents.length)
  const gradients = rowsOf(slope.gradient, descents.length)
  return descents.map((descent, i) => {
    const { search, image, w } = descent
    const { clean, label } = search.example
    // The loss is −margin: what is missing to the confidence wanted.
    const missing = Math.max(confidence - slope.loss[i], 0)
    if (missing === 0 && predictionOf(logits[i]) !== label) {
      descent.hasFooled = true
      keepNearer(search, balls.l2, image)
    }
    const pull = missing > 0 ? search.constant : 0
    const inPixels = image.map((value, at) => 2 * (value - clean[at]) - pull * gradients[i][at])
    // dx/dw = (1 − tanh² w) / 2 = 2 x (1 − x).
    descent.adam(
      w,
      inPixels.map((value, at) => value * 2 * image[at] * (1 - image[at])),
    )
    descent.image = imageAt(w)
    return balls.l2.distance(image, clean) ** 2 + search.constant * missing
  })
}

function imageAt(w: Float64Array): Float32Array {
  return Float32Array.from(w, (value) => (Math.tanh(value) + 1) / 2)
}
