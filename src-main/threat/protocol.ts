import { z } from 'zod'
import { attackPlanSchema, type AttackPlan } from './plan.ts'

/** One plan repeated over a list of values of its own setting: accuracy against ε or against angle. */
export const sweepCurveSchema = z.strictObject({
  over: z.enum(['epsilon', 'rotation', 'translation']),
  values: z.array(z.number().min(0)).min(1),
  plan: attackPlanSchema,
})
export type SweepCurve = z.infer<typeof sweepCurveSchema>

/** A versioned list of attack plans, with the subset and seed they are run on. */
export const protocolSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  subset: z.strictObject({ count: z.int().min(1), seed: z.int().min(0).default(0) }),
  seed: z.int().min(0).default(0),
  /** The headline: per image, the worst over the adversarial plans and over the spatial plans. */
  plans: z.array(attackPlanSchema),
  curves: z.array(sweepCurveSchema).default([]),
  /** How many perturbed images of each headline plan are kept for looking at. */
  gallery: z.int().min(0).max(256).default(24),
})
export type Protocol = z.infer<typeof protocolSchema>

/** A curve's plan at one of its values. */
export function planAt(curve: SweepCurve, value: number): AttackPlan {
  return { ...curve.plan, [curve.over]: value } as AttackPlan
}
