import type { Batch } from '#dataset'
import { generator, type RandomKey } from '#random'
import type { PlanOf } from '#threat'
import { balls } from '../ball/index.ts'
import { rowsOf, stack } from '../example.ts'
import { oneHot, type DifferentiableModel } from '../inference-model.ts'
import type { Outcome } from '../worst-of.ts'
import { follow } from './follow.ts'
import { pgd, randomStart } from './pgd.ts'
import { lengthOf } from './step-size.ts'

/** One run of PGD, or of FGSM: a single step of length ε from the clean image. */
export async function climbOnce(
  model: DifferentiableModel,
  plan: PlanOf<'fgsm' | 'pgd'>,
  batch: Batch,
  key: RandomKey,
  restart: number,
): Promise<Outcome> {
  const { norm } = plan
  const images =
    norm === 'l1'
      ? await climbInL1(model, plan, batch, key, restart)
      : await climbCompiled(model, { ...plan, norm }, batch, key, restart)
  return { images, verdicts: await model.judge(images, batch.labels) }
}

/** Step by compiled step; the norms of training. */
async function climbCompiled(
  model: DifferentiableModel,
  plan: PlanOf<'fgsm'> | (PlanOf<'pgd'> & { norm: 'linf' | 'l2' }),
  batch: Batch,
  key: RandomKey,
  restart: number,
): Promise<Float32Array> {
  const { norm } = plan
  const { steps, length } = paceOf(plan)
  const [epsilon, stepSize] = [plan.epsilon, length].map((value) =>
    new Float32Array(batch.size).fill(value),
  )
  const from =
    plan.attack === 'pgd' && plan.randomStart
      ? await randomStart(model, norm, epsilon, batch, key, restart)
      : batch.images
  const targets = oneHot(batch.labels, model.classes)
  return pgd(model, { norm, steps, epsilon, stepSize }, batch.images, targets, from)
}

function paceOf(plan: PlanOf<'fgsm' | 'pgd'>): { steps: number; length: number } {
  if (plan.attack === 'fgsm') return { steps: 1, length: plan.epsilon }
  const { steps, stepSize, epsilon } = plan
  return { steps, length: lengthOf(stepSize, epsilon, steps) }
}

/**
 * PGD in L1 with sparse steps and the exact projection onto ball and bounds (SLIDE, arXiv 1904.13000,
 * whose projection ignores the bounds; arXiv 2103.01208 shows what that costs).
 */
async function climbInL1(
  model: DifferentiableModel,
  plan: PlanOf<'pgd'>,
  batch: Batch,
  key: RandomKey,
  restart: number,
): Promise<Float32Array> {
  const ball = balls.l1
  const from = oneHot(batch.labels, model.classes)
  const clean = rowsOf(batch.images, batch.size)
  const { steps, length } = paceOf(plan)
  const starts = clean.map((image, i) => {
    if (!plan.randomStart) return image
    const random = generator([...key, 'start', restart, batch.indices[i]])
    const draw = ball.randomStart(random, image.length)
    const start = image.map((value, at) => value + plan.epsilon * draw[at])
    ball.project(start, image, plan.epsilon)
    return start
  })
  const slope = async (images: Float32Array): Promise<Float32Array> =>
    (await model.slope('cross-entropy', images, { from })).gradient
  const images = await follow(starts, steps, slope, (here, gradient, i) => {
    const up = ball.steepest(gradient)
    const next = here.map((value, at) => value + length * up[at])
    ball.project(next, clean[i], plan.epsilon)
    return next
  })
  return stack(images)
}
