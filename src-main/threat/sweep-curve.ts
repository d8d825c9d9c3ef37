import { z } from 'zod'
import { attackPlanSchema, type AttackPlan } from './plan/index.ts'

/** One plan repeated over a list of values of its own setting: accuracy against ε or against angle. */
export const sweepCurveSchema = z
  .strictObject({
    /** `budget` turns and shifts together: at b by ± 180·b degrees and ± `extent`·b px. */
    over: z.enum(['epsilon', 'rotation', 'translation', 'budget']),
    values: z.array(z.number().min(0)).min(1),
    /** px that a budget of 1 shifts by: the extent of an image. */
    extent: z.number().positive().optional(),
    plan: attackPlanSchema,
  })
  .superRefine(checkCurve)
export type SweepCurve = z.infer<typeof sweepCurveSchema>

/** What is wrong with a curve as a whole: its place and a sentence. */
function misfit({ over, extent, plan }: SweepCurve): [place: string, message: string] | undefined {
  if ((over === 'budget') !== (extent !== undefined)) {
    const message = 'extent, in px, belongs with a curve over "budget" and with no other'
    return ['extent', message]
  }
  const swept = over === 'budget' ? (['rotation', 'translation'] as const) : [over]
  if (swept.every((setting) => setting in plan)) return undefined
  return ['over', `is "${over}", which ${plan.attack} does not have`]
}

/** Every value must make a sound plan, and the plan must have the setting that is swept. */
function checkCurve(curve: SweepCurve, context: z.core.$RefinementCtx): void {
  const found = misfit(curve)
  if (found) {
    const [place, message] = found
    context.addIssue({ code: 'custom', path: [place], message })
    return
  }
  curve.values.forEach((value, position) => {
    const plan = attackPlanSchema.safeParse(planAt(curve, value))
    if (plan.success) return
    const { message } = plan.error.issues[0]
    context.addIssue({ code: 'custom', path: ['values', position], message })
  })
}

/** A curve's plan at one of its values. */
export function planAt({ over, extent = 0, plan }: SweepCurve, value: number): AttackPlan {
  const settings =
    over === 'budget' ? { rotation: 180 * value, translation: extent * value } : { [over]: value }
  return { ...plan, ...settings }
}
