import { z } from 'zod'
import { autoattackPlan } from './autoattack.ts'
import { combinedPlan } from './combined.ts'
import { corruptionPlan } from './corruption.ts'
import { gradientPlans } from './gradient.ts'
import { minimumNormPlans } from './minimum-norm.ts'
import { noisePlan } from './noise.ts'
import { parameterFreePlans } from './parameter-free.ts'
import { spatialPlans } from './spatial.ts'
import { transferPlan } from './transfer.ts'

export const attackPlanSchema = z.discriminatedUnion('attack', [
  z.strictObject({ attack: z.literal('clean') }),
  ...gradientPlans,
  ...parameterFreePlans,
  autoattackPlan,
  ...minimumNormPlans,
  noisePlan,
  transferPlan,
  ...spatialPlans,
  combinedPlan,
  corruptionPlan,
])
/** An attack with its settings, as data. */
export type AttackPlan = z.infer<typeof attackPlanSchema>

/** The plan of one attack. */
export type PlanOf<A extends AttackPlan['attack']> = Extract<AttackPlan, { attack: A }>

/** A plan's stable name in stores and seeds: its canonical JSON, keys in alphabetical order. */
export function planKey(plan: AttackPlan): string {
  return JSON.stringify(plan, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
