import type { Norm } from '#threat'
import { balls } from '../ball/index.ts'
import { checkpointsOf } from './checkpoints.ts'
import { returnToBest, type Climber } from './climber.ts'

/** How one climber moves, and adapts to what it finds. */
export interface Pace {
  /** Where to go from here. */
  next(): Float32Array
  /** Called once the model has been asked about the place that `step` led to; steps count from 1. */
  after(step: number): void
}

/** α of arXiv 2003.01690: the share of the new step; the rest repeats the last one. */
const momentum = 0.75
/** ρ: the share of steps that must have raised the loss, or the step size halves. */
const risingShare = 0.75

/**
 * Auto-PGD's pace in L∞ and L2: momentum, and a step size from 2ε that halves, back at the best point,
 * when too few steps of a window rose, or when neither it nor the best loss moved in the last window.
 * Source: arXiv 2003.01690, algorithm 1 and conditions 1 and 2.
 */
export function momentumPace(
  climber: Climber,
  { norm, epsilon, steps }: { norm: Norm; epsilon: number; steps: number },
): Pace {
  const ball = balls[norm]
  const checkpoints = [0, ...checkpointsOf(steps)]
  const { clean } = climber.example
  let [stepSize, rises, isFirst] = [2 * epsilon, 0, true]
  let [lastLoss, lastBest, hasHalved] = [climber.loss, climber.bestLoss, true]
  return {
    next() {
      const { here, before, gradient } = climber
      const up = ball.steepest(gradient)
      const leap = here.map((value, i) => value + stepSize * up[i])
      ball.project(leap, clean, epsilon)
      const share = isFirst ? 1 : momentum
      isFirst = false
      const next = here.map(
        (value, i) => value + share * (leap[i] - value) + (1 - share) * (value - before[i]),
      )
      ball.project(next, clean, epsilon)
      return next
    },
    after(step) {
      if (climber.loss > lastLoss) rises++
      lastLoss = climber.loss
      const at = checkpoints.indexOf(step)
      if (at < 1) return
      const isStalled = !hasHalved && lastBest >= climber.bestLoss
      hasHalved = rises <= risingShare * (step - checkpoints[at - 1]) || isStalled
      lastBest = climber.bestLoss
      rises = 0
      if (!hasHalved) return
      stepSize /= 2
      returnToBest(climber)
    },
  }
}
