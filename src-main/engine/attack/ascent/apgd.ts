import { generator, type RandomKey } from '#random'
import type { Norm, PlanOf } from '#threat'
import type { AttackLoss } from '../attack-loss.ts'
import { balls } from '../ball/index.ts'
import type { Example } from '../example.ts'
import type { DifferentiableModel } from '../inference-model.ts'
import { likelyClasses } from '../targets.ts'
import type { Attempt } from '../until-fooled.ts'
import { climbersAt, look, type Climber, type Hill } from './climber.ts'
import { momentumPace, type Pace } from './momentum-pace.ts'
import { sparsePace } from './sparse-pace.ts'

type ApgdPlan = PlanOf<'apgd-ce' | 'apgd-dlr' | 'apgd-t'>

const losses: Readonly<Record<ApgdPlan['attack'], AttackLoss>> = {
  'apgd-ce': 'cross-entropy',
  'apgd-dlr': 'dlr',
  'apgd-t': 'targeted-dlr',
}

/**
 * The attempts of an Auto-PGD plan: restarts, for the targeted loss class by class. Each image draws
 * its start from `[...key, attack, 'start', class rank (targeted), restart, its index]`.
 */
export function apgdAttempts(
  model: DifferentiableModel,
  plan: ApgdPlan,
  key: RandomKey,
): Attempt[] {
  const loss = losses[plan.attack]
  const restarts = Array.from({ length: plan.restarts }, (_, restart) => restart)
  const own = [...key, plan.attack, 'start']
  if (plan.attack !== 'apgd-t')
    return restarts.map(
      (restart) => (examples) => climb(model, plan, { loss }, examples, [...own, restart]),
    )
  const ranks = Math.min(plan.targets, model.classes - 1)
  return Array.from({ length: ranks }, (_, rank) => rank).flatMap((rank) =>
    restarts.map((restart) => async (examples: readonly Example[]) => {
      const towards = await likelyClasses(model, examples, rank)
      return climb(model, plan, { loss, towards }, examples, [...own, rank, restart])
    }),
  )
}

/** One run of Auto-PGD: the first point where the model errs, else that of the highest loss. */
async function climb(
  model: DifferentiableModel,
  { norm, epsilon, steps }: ApgdPlan,
  hill: Hill,
  examples: readonly Example[],
  key: RandomKey,
): Promise<Float32Array[]> {
  const starts = examples.map((example) => startOf(norm, example, epsilon, key))
  const legs = norm === 'l1' ? legsInL1(epsilon, steps) : [{ epsilon, steps }]
  let places = starts
  for (const [i, leg] of legs.entries()) {
    const isLast = i === legs.length - 1
    places.forEach((place, at) => balls[norm].project(place, examples[at].clean, leg.epsilon))
    const climbers = await climbersAt(model, hill, examples, places)
    const paceOf = (climber: Climber): Pace =>
      norm === 'l1' ? sparsePace(climber, leg) : momentumPace(climber, { norm, ...leg })
    await walk(model, hill.loss, climbers, leg.steps, paceOf, isLast)
    places = climbers.map(({ here, best, isFooled }) => (isFooled && isLast ? here : best).slice())
  }
  return places
}

/** Takes all climbers up step by step; if `mayLeave`, one stops where the model errs. */
async function walk(
  model: DifferentiableModel,
  loss: AttackLoss,
  climbers: readonly Climber[],
  steps: number,
  paceOf: (climber: Climber) => Pace,
  mayLeave: boolean,
): Promise<void> {
  let going = climbers.map((climber) => ({ climber, pace: paceOf(climber) }))
  for (let step = 1; step <= steps; step++) {
    if (mayLeave) going = going.filter(({ climber }) => !climber.isFooled)
    if (going.length === 0) return
    for (const { climber, pace } of going) {
      const next = pace.next()
      climber.before = climber.here
      climber.here = next
    }
    await look(
      model,
      loss,
      going.map(({ climber }) => climber),
    )
    for (const { climber, pace } of going) if (!climber.isFooled || !mayLeave) pace.after(step)
  }
}

/** In L∞ and L2 a random point at distance ε, in L1 normal noise brought into the ball. */
function startOf(
  norm: Norm,
  { clean, index }: Example,
  epsilon: number,
  key: RandomKey,
): Float32Array {
  const random = generator([...key, index])
  if (norm === 'l1') return clean.map((value) => value + random.normal())
  const direction = balls[norm].direction(random, clean.length)
  return clean.map((value, i) => value + epsilon * direction[i])
}

/** Radii 3ε, 2ε and ε for 30, 30 and 40 % of the steps (arXiv 2103.01208, section 3.2). */
function legsInL1(epsilon: number, steps: number) {
  const third = Math.ceil(0.3 * steps)
  return [
    { epsilon: 3 * epsilon, steps: third },
    { epsilon: 2 * epsilon, steps: third },
    { epsilon, steps: Math.max(steps - 2 * third, 1) },
  ]
}
