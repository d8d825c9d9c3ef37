import { z } from 'zod'
import { heatmapSchema } from './heatmap.ts'
import { attackPlanSchema, type AttackPlan } from './plan/index.ts'

/** One plan repeated over a list of values of its own setting: accuracy against ε or against angle. */
export const sweepCurveSchema = z
  .strictObject({
    over: z.enum(['epsilon', 'rotation', 'translation']),
    values: z.array(z.number().min(0)).min(1),
    plan: attackPlanSchema,
  })
  .superRefine(checkCurve)
export type SweepCurve = z.infer<typeof sweepCurveSchema>

/** A versioned list of attack plans, with the subset and seed they are run on. */
export const protocolSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  /** What it is faithful to, and where it differs. */
  notes: z.string().optional(),
  subset: z.strictObject({ count: z.int().min(1), seed: z.int().min(0).default(0) }),
  seed: z.int().min(0).default(0),
  /** The headline: per image, the worst over the adversarial plans and over the spatial plans. */
  plans: z.array(attackPlanSchema),
  curves: z.array(sweepCurveSchema).default([]),
  /** Accuracy over rotation × translation. */
  heatmaps: z.array(heatmapSchema).optional(),
  /** Asks for a look at the network itself, for signs of gradient masking, on the first images. */
  examination: z.strictObject({ count: z.int().min(8).max(1000).default(64) }).optional(),
  /** How many perturbed images of each headline plan are kept for looking at. */
  gallery: z.int().min(0).max(256).default(24),
})
export type Protocol = z.infer<typeof protocolSchema>

/** Every value must make a sound plan, and the plan must have the setting that is swept. */
function checkCurve(
  curve: { over: string; values: number[]; plan: AttackPlan },
  context: z.core.$RefinementCtx,
): void {
  if (!(curve.over in curve.plan)) {
    const message = `is "${curve.over}", which ${curve.plan.attack} does not have`
    context.addIssue({ code: 'custom', path: ['over'], message })
    return
  }
  curve.values.forEach((value, position) => {
    const plan = attackPlanSchema.safeParse({ ...curve.plan, [curve.over]: value })
    if (plan.success) return
    context.addIssue({
      code: 'custom',
      path: ['values', position],
      message: plan.error.issues[0].message,
    })
  })
}

/** A curve's plan at one of its values. */
export function planAt(curve: SweepCurve, value: number): AttackPlan {
  return { ...curve.plan, [curve.over]: value }
}
