import type { PlanOf } from '#threat'
import { balls } from '../ball/index.ts'
import { labelsOf } from '../example.ts'
import { oneHot, type DifferentiableModel } from '../inference-model.ts'
import type { Attempt } from '../until-fooled.ts'
import { follow } from './follow.ts'
import { lengthOf } from './step-size.ts'

/**
 * MI-FGSM from the clean image: g ← decay · g + ∇ / ‖∇‖₁, then a step along g's steepest direction
 * (arXiv 1710.06081, eq. 6 and 7; in L2 eq. 9).
 */
export function miFgsmAttempt(model: DifferentiableModel, plan: PlanOf<'mi-fgsm'>): Attempt {
  const ball = balls[plan.norm]
  const length = lengthOf(plan.stepSize, plan.epsilon, plan.steps)
  return (examples) => {
    const from = oneHot(labelsOf(examples), model.classes)
    const sums = examples.map(({ clean }) => new Float32Array(clean.length))
    const slope = async (images: Float32Array): Promise<Float32Array> =>
      (await model.slope('cross-entropy', images, { from })).gradient
    const clean = examples.map((example) => example.clean)
    return follow(clean, plan.steps, slope, (here, gradient, i) => {
      const size = balls.l1.measure(gradient) || 1
      sums[i] = sums[i].map((sum, at) => plan.decay * sum + gradient[at] / size)
      const up = ball.steepest(sums[i])
      const next = here.map((value, at) => value + length * up[at])
      ball.project(next, clean[i], plan.epsilon)
      return next
    })
  }
}
