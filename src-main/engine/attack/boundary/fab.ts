import { generator, type RandomKey } from '#random'
import type { Norm, PlanOf } from '#threat'
import { balls } from '../ball/index.ts'
import { rowsOf, stack, type Example } from '../example.ts'
import type { DifferentiableModel } from '../inference-model.ts'
import { predictionOf } from '../logits.ts'
import { likelyClasses } from '../targets.ts'
import type { Attempt } from '../until-fooled.ts'
import { keepNearer, nearestOf, withinReach, type Nearest } from './nearest.ts'
import { nearestPlane, planesTo, type Plane } from './planes.ts'
import { projectOntoPlane } from './project-onto-plane.ts'

/** Largest share of the way from the clean image; overshoot; backward step (arXiv 1907.02044). */
const [alphaMax, eta, beta] = [0.1, 1.05, 0.9]
/** A projection of no length counts as this long. */
const shortest = 1e-8

interface Walker extends Nearest {
  here: Float32Array
  /** Classes whose boundaries it looks at. */
  readonly others: readonly number[]
}

/**
 * The attempts of a FAB plan. An untargeted restart after the first begins at random within ε / 2,
 * drawn from `[...key, attack, 'start', class rank (targeted), restart, its index]`.
 */
export function fabAttempts(
  model: DifferentiableModel,
  plan: PlanOf<'fab' | 'fab-t'>,
  key: RandomKey,
): Attempt[] {
  const own = [...key, plan.attack, 'start']
  const restarts = Array.from({ length: plan.restarts }, (_, restart) => restart)
  const classes = Array.from({ length: model.classes }, (_, each) => each)
  if (plan.attack === 'fab')
    return restarts.map(
      (restart) => (examples) =>
        search(model, plan, examples, restart, [...own, restart], ({ label }) =>
          classes.filter((each) => each !== label),
        ),
    )
  const ranks = classes.slice(0, Math.min(plan.targets, model.classes - 1))
  return ranks.flatMap((rank) =>
    restarts.map((restart) => async (examples: readonly Example[]) => {
      const towards = await likelyClasses(model, examples, rank)
      const targetOf = (_: Example, i: number): number[] => [towards[i]]
      return search(model, plan, examples, restart, [...own, rank, restart], targetOf)
    }),
  )
}

/** One run of FAB: for each example the nearest misclassified point within ε, else its clean image. */
async function search(
  model: DifferentiableModel,
  { norm, epsilon, steps }: PlanOf<'fab' | 'fab-t'>,
  examples: readonly Example[],
  restart: number,
  key: RandomKey,
  othersOf: (example: Example, i: number) => number[],
): Promise<Float32Array[]> {
  const walkers = examples.map((example, i): Walker => {
    const here = restart === 0 ? example.clean : randomly(norm, example, epsilon, key)
    return { ...nearestOf(example), here, others: othersOf(example, i) }
  })
  for (let step = 0; step < steps; step++) {
    const planes = await planesTo(model, walkers)
    walkers.forEach((walker, i) => {
      walker.here = moved(norm, walker, nearestPlane(norm, planes[i]))
    })
    const logits = await model.logits(stack(walkers.map(({ here }) => here)))
    rowsOf(logits, walkers.length).forEach((row, i) => {
      const walker = walkers[i]
      if (predictionOf(row) === walker.example.label) return
      keepNearer(walker, balls[norm], walker.here)
      const { clean } = walker.example
      walker.here = walker.here.map((value, at) => clean[at] + (value - clean[at]) * beta)
    })
  }
  return walkers.map((walker) => withinReach(walker, epsilon))
}

/**
 * x ← (1 − α)(x + η d₁) + α (x₀ + η d₂), in the bounds: both points projected onto the boundary and
 * beyond, mixed the more in favour of the clean one the farther out the walker is.
 */
function moved(norm: Norm, { here, example }: Walker, { normal, offset }: Plane): Float32Array {
  const { clean } = example
  const project = projectOntoPlane[norm]
  let between = 0
  for (let i = 0; i < here.length; i++) between += normal[i] * (here[i] - clean[i])
  const fromHere = project(here, normal, offset)
  const fromClean = project(clean, normal, offset - between)
  const lengthOf = (move: Float64Array): number =>
    Math.max(balls[norm].measure(new Float32Array(move)), shortest)
  const [near, far] = [lengthOf(fromHere), lengthOf(fromClean)]
  const alpha = Math.min(near / (near + far), alphaMax)
  const result = new Float32Array(here.length)
  for (let i = 0; i < here.length; i++) {
    const mixed =
      (1 - alpha) * (here[i] + eta * fromHere[i]) + alpha * (clean[i] + eta * fromClean[i])
    result[i] = Math.min(Math.max(mixed, 0), 1)
  }
  return result
}

function randomly(
  norm: Norm,
  { clean, index }: Example,
  epsilon: number,
  key: RandomKey,
): Float32Array {
  const direction = balls[norm].direction(generator([...key, index]), clean.length)
  return clean.map((value, i) => Math.min(Math.max(value + (epsilon / 2) * direction[i], 0), 1))
}
