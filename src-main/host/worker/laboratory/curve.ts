import type { CurvePoint, CurveRequest } from '#contract'
import { batchOf } from '#dataset'
import { CuspError, problemsOf, sentenceOf } from '#errors'
import { attackPlanSchema, type AttackPlan } from '#threat'

import { requireImages } from './images.ts'
import { modelOf, portion, type Manner } from './manner.ts'
import type { Subject } from './shelf.ts'

/**
 * How many images stay right as one setting of an attack grows. Draws are those of an evaluation with
 * this seed, so a point equals what an evaluation of these images finds.
 */
export async function curve(
  { indices, plan, over, values, seed }: CurveRequest,
  subject: Subject,
  manner: Manner,
): Promise<null> {
  requireImages(subject, indices)
  const plans = values.map((value) => planWith(plan, over, value))
  const model = modelOf(subject, manner)
  const count = indices.length
  const of = values.length * Math.ceil(count / portion)
  let done = 0
  for (const [i, at] of plans.entries()) {
    let correct = 0
    for (let from = 0; from < count; from += portion) {
      const batch = batchOf(subject.dataset, indices.slice(from, from + portion))
      const { verdicts } = await model.attack(at, batch, [seed, 'evaluation', at.attack])
      verdicts.prediction.forEach(
        (said, image) => (correct += Number(said === batch.labels[image])),
      )
      done++
      const isWhole = from + portion >= count
      manner.tell({ value: values[i], correct, count, isWhole, done, of } satisfies CurvePoint)
    }
  }
  return null
}

/** @throws CuspError `input.invalid` when the attack has no such setting, or not such a value. */
function planWith(plan: AttackPlan, over: CurveRequest['over'], value: number): AttackPlan {
  if (over === 'epsilon' && value === 0 && over in plan) return { attack: 'clean' }
  if (!(over in plan)) {
    const message = `over: is "${over}", which ${plan.attack} does not have.`
    throw new CuspError('input.invalid', message, { place: 'over' })
  }
  const changed = { ...plan, [over]: value }
  const [problem] = problemsOf(attackPlanSchema, changed)
  if (problem)
    throw new CuspError('input.invalid', sentenceOf(problem, 'plan'), { place: 'values' })
  return attackPlanSchema.parse(changed)
}
