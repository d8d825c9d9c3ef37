import { generator, type Generator as Draws, type RandomKey } from '#random'
import type { PlanOf } from '#threat'
import { balls } from '../ball/index.ts'
import type { Example } from '../example.ts'
import type { InferenceModel } from '../inference-model.ts'
import type { Attempt } from '../until-fooled.ts'
import { answerTogether, type DecisionSearch } from './answers.ts'

type Norm = PlanOf<'hop-skip-jump'>['norm']
/** A part of a search: yields images, is told where the model errs, returns its finding. */
type Part<T> = Generator<Float32Array[], T, boolean[]>

/** Directions that a gradient is first estimated from; later √step times as many, up to `most`. */
const [first, most] = [100, 10_000]
/** The last share of an interval that the first search between clean image and noise ends at. */
const blendingPrecision = 0.001

/** What one search keeps at hand. */
interface Walk {
  readonly clean: Float32Array
  readonly norm: Norm
  readonly random: Draws
  /** Answers that may still be asked for. */
  budget: number
}

/**
 * HopSkipJump (arXiv 1904.02144, algorithm 2): back to the boundary by bisection, a gradient estimated
 * there from random directions, a step along it; again, until the answers are used up. Each image draws
 * from `[...key, attack, 'search', its index]`.
 */
export function hopSkipJumpAttempt(
  model: InferenceModel,
  plan: PlanOf<'hop-skip-jump'>,
  key: RandomKey,
): Attempt {
  const { norm, queries, epsilon = Infinity } = plan
  return async (examples: readonly Example[]) => {
    const found = await answerTogether(model, examples, ({ clean, index }) => {
      const random = generator([...key, plan.attack, 'search', index])
      return search({ clean, norm, random, budget: queries })
    })
    return found.map((image, i) =>
      balls[norm].distance(image, examples[i].clean) <= epsilon ? image : examples[i].clean,
    )
  }
}

/** The nearest misclassified image found; the clean one if there is none. */
function* search(walk: Walk): DecisionSearch {
  const { clean, norm } = walk
  const size = clean.length
  const start = yield* initialise(walk)
  if (start === undefined) return clean
  // θ of the paper: bisection ends at this share.
  const theta = norm === 'l2' ? size ** -1.5 : size ** -2
  let { image, reach } = yield* toBoundary(walk, start, theta)
  let nearest = image
  for (let step = 1; walk.budget > 0; step++) {
    const spread = step === 1 ? 0.1 : theta * reach * (norm === 'l2' ? Math.sqrt(size) : size)
    const count = Math.min(Math.floor(first * Math.sqrt(step)), most, walk.budget)
    const gradient = yield* estimateGradient(walk, image, spread, count)
    const up = balls[norm].steepest(gradient)
    const length = balls[norm].distance(image, clean) / Math.sqrt(step)
    const stepped = yield* stepAlong(walk, image, up, length)
    if (stepped === undefined) break
    ;({ image, reach } = yield* toBoundary(walk, stepped, theta))
    if (balls[norm].distance(image, clean) < balls[norm].distance(nearest, clean)) nearest = image
  }
  return nearest
}

/** Whether the model errs at an image; false once the answers are used up. */
function* errsAt(walk: Walk, image: Float32Array): Part<boolean> {
  if (walk.budget <= 0) return false
  walk.budget--
  return (yield [image])[0]
}

/** Uniform noise that is misclassified, blended with the clean image as far as it stays so. */
function* initialise(walk: Walk): Part<Float32Array | undefined> {
  let noise: Float32Array
  do {
    if (walk.budget <= 0) return undefined
    noise = walk.clean.map(() => walk.random.uniform())
  } while (!(yield* errsAt(walk, noise)))
  let [low, high] = [0, 1]
  while (high - low > blendingPrecision) {
    const middle = (low + high) / 2
    if (yield* errsAt(walk, blend(walk.clean, noise, middle))) high = middle
    else low = middle
  }
  return blend(walk.clean, noise, high)
}

/** Bisects between the clean image and a misclassified one; `reach` is how far that one was. */
function* toBoundary(
  walk: Walk,
  image: Float32Array,
  theta: number,
): Part<{ image: Float32Array; reach: number }> {
  const { clean, norm } = walk
  const reach = balls[norm].distance(image, clean)
  const between = (share: number): Float32Array =>
    norm === 'l2' ? blend(clean, image, share) : clipped(clean, image, share)
  let [low, high] = [0, norm === 'l2' ? 1 : reach]
  const precision = norm === 'l2' ? theta : Math.min(reach * theta, theta)
  while (high - low > precision && walk.budget > 0) {
    const middle = (low + high) / 2
    // In floating point the middle may be an end.
    if (middle === low || middle === high) break
    if (yield* errsAt(walk, between(middle))) high = middle
    else low = middle
  }
  const found = high === (norm === 'l2' ? 1 : reach) ? image : between(high)
  return { image: found, reach }
}

/** Σ (answer − mean answer) · direction over random directions of Euclidean length 1. */
function* estimateGradient(
  walk: Walk,
  image: Float32Array,
  spread: number,
  count: number,
): Part<Float32Array> {
  const { norm, random } = walk
  walk.budget -= count
  const probes = Array.from({ length: count }, () => {
    const draw = image.map(() => (norm === 'l2' ? random.normal() : 2 * random.uniform() - 1))
    const length = balls.l2.measure(draw) || 1
    return image.map((value, i) => Math.min(Math.max(value + (spread * draw[i]) / length, 0), 1))
  })
  const answers = yield probes
  const share = answers.filter(Boolean).length / count
  const gradient = new Float32Array(image.length)
  probes.forEach((probe, each) => {
    // Where all answers are alike there is no mean to take away.
    const answer = answers[each] ? 1 : -1
    const weight = share === 0 || share === 1 ? answer : answer - (2 * share - 1)
    for (let i = 0; i < image.length; i++) gradient[i] += weight * (probe[i] - image[i])
  })
  return gradient
}

/** Halves a step until it ends where the model errs; undefined once the answers are used up. */
function* stepAlong(
  walk: Walk,
  image: Float32Array,
  up: Float32Array,
  longest: number,
): Part<Float32Array | undefined> {
  for (let length = longest; walk.budget > 0 && length > 0; length /= 2) {
    const next = image.map((value, i) => Math.min(Math.max(value + length * up[i], 0), 1))
    if (yield* errsAt(walk, next)) return next
  }
  return undefined
}

function blend(clean: Float32Array, image: Float32Array, share: number): Float32Array {
  return clean.map((value, i) => (1 - share) * value + share * image[i])
}

/** The image, taken into the L∞ ball of this radius around the clean one. */
function clipped(clean: Float32Array, image: Float32Array, radius: number): Float32Array {
  return image.map((value, i) => Math.min(Math.max(value, clean[i] - radius), clean[i] + radius))
}
