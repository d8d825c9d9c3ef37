import { generator, type RandomKey } from '#random'
import { drawTransforms, identity, type PlanOf, type Transform } from '#threat'
import { labelsOf, rowsOf, stack, type Example } from '../example.ts'
import { oneHot, type DifferentiableModel } from '../inference-model.ts'
import { predictionOf } from '../logits.ts'
import type { Attempt } from '../until-fooled.ts'

type FirstOrder = PlanOf<'spatial-first-order'>

/** A transform on its way up, and the worst one it has been. */
interface Walker {
  readonly example: Example
  here: Transform
  worst: Transform
  loss: number
  isFooled: boolean
}

/**
 * Restarts of the ascent on angle and shift, each from a random transform, drawn from
 * `[...key, attack, 'start', restart, its index]`. An image stops where the model errs.
 */
export function firstOrderAttempts(
  model: DifferentiableModel,
  plan: FirstOrder,
  key: RandomKey,
): Attempt[] {
  return Array.from({ length: plan.restarts }, (_, restart): Attempt => {
    const own = [...key, plan.attack, 'start', restart]
    return async (examples) => {
      const walkers = examples.map((example): Walker => {
        const [here] = drawTransforms(plan, 1, generator([...own, example.index]))
        return { example, here, worst: identity, loss: -Infinity, isFooled: false }
      })
      await climb(model, plan, walkers)
      const clean = stack(examples.map((example) => example.clean))
      const moved = await model.warp(
        clean,
        walkers.map(({ worst }) => worst),
      )
      return rowsOf(moved, examples.length)
    }
  })
}

/** Looks at every start and at the end of every step. */
async function climb(
  model: DifferentiableModel,
  plan: FirstOrder,
  walkers: readonly Walker[],
): Promise<void> {
  for (let step = 0; step <= plan.steps; step++) {
    const going = walkers.filter(({ isFooled }) => !isFooled)
    if (going.length === 0) return
    const examples = going.map(({ example }) => example)
    const slope = await model.transformSlope(
      'cross-entropy',
      stack(examples.map(({ clean }) => clean)),
      going.map(({ here }) => here),
      oneHot(labelsOf(examples), model.classes),
    )
    const logits = rowsOf(slope.logits, going.length)
    going.forEach((walker, i) => {
      walker.isFooled = predictionOf(logits[i]) !== walker.example.label
      if (walker.isFooled || slope.loss[i] > walker.loss) {
        walker.worst = walker.here
        walker.loss = slope.loss[i]
      }
      const { angle, dx, dy } = slope
      walker.here = stepped(plan, walker.here, { angle: angle[i], dx: dx[i], dy: dy[i] })
    })
  }
}

/** A signed step in each parameter, inside its range. */
function stepped(plan: FirstOrder, here: Transform, gradient: Transform): Transform {
  const move = (name: keyof Transform, range: number): number => {
    const length = (plan.stepSize.relativeToRange * range) / plan.steps
    return Math.min(Math.max(here[name] + length * Math.sign(gradient[name]), -range), range)
  }
  const { rotation, translation } = plan
  return {
    angle: move('angle', rotation),
    dx: move('dx', translation),
    dy: move('dy', translation),
  }
}
