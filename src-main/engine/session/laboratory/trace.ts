import type { Batch } from '#dataset'
import type { RandomKey } from '#random'
import { climbsOf, type AttackPlan } from '#threat'
import { attackImages, type DifferentiableModel, type Outcome } from '../../attack/index.ts'
import { watch } from './watched.ts'

export interface Traced extends Outcome {
  /** Loss of the true label along the attack, a line for each restart or part of it. */
  readonly lines: readonly (readonly number[])[]
}

/** Attacks of single draws: their results in turn make one line. */
const drawn: readonly AttackPlan['attack'][] = [
  ...(['spatial-fixed', 'spatial-random', 'spatial-grid', 'random-noise'] as const),
]

/** Runs a plan on one image and tells the loss on its way. */
export async function traceAttack(
  model: DifferentiableModel,
  plan: AttackPlan,
  batch: Batch,
  key: RandomKey,
): Promise<Traced> {
  const watched = watch(model, batch.labels[0])
  const outcome = await attackImages(watched.model, plan, batch, key)
  return { ...outcome, lines: linesOf(plan, await watched.lines()) }
}

/** Of what was judged, what belongs to the attack: a look at the clean image alone is none of it. */
function linesOf(plan: AttackPlan, lines: readonly number[][]): readonly number[][] {
  if (!drawn.includes(plan.attack)) return lines.filter((line) => line.length > 1)
  // Against its own prediction the clean image is judged before, and the result once more after.
  const own = climbsOf(plan) === 'prediction' ? lines.slice(1, -1) : lines
  const results = plan.attack === 'random-noise' ? own.slice(1) : own
  return [results.flat()]
}
