import { z } from 'zod'
import { norms } from './norm.ts'
import {
  checkEpsilon,
  checkStepSize,
  epsilonSchema,
  rotationSchema,
  stepSizeSchema,
  translationSchema,
} from './units.ts'

/** What the attack climbs: the loss of the true label, or of the network's own clean prediction. */
const climbs = z.enum(['label', 'prediction']).default('label')

export const attackPlanSchema = z.discriminatedUnion('attack', [
  z.strictObject({ attack: z.literal('clean') }),
  z
    .strictObject({
      attack: z.literal('fgsm'),
      norm: z.enum(norms).default('linf'),
      epsilon: epsilonSchema,
      climbs,
    })
    .superRefine(checkEpsilon),
  z
    .strictObject({
      attack: z.literal('pgd'),
      norm: z.enum(norms).default('linf'),
      epsilon: epsilonSchema,
      steps: z.int().min(1),
      stepSize: stepSizeSchema.default({ relativeToEpsilon: 2.5 }),
      randomStart: z.boolean().default(true),
      restarts: z.int().min(1).default(1),
      climbs,
    })
    .superRefine(checkEpsilon)
    .superRefine(checkStepSize),
  /** `draws` uniform transforms for each image; with draws > 1 the worst is kept (worst-of-k). */
  z.strictObject({
    attack: z.literal('spatial-random'),
    rotation: rotationSchema,
    translation: translationSchema,
    draws: z.int().min(1).default(1),
    climbs,
  }),
  /** Every combination of evenly spaced angles and shifts; the worst is kept (Engstrom: 31 × 5 × 5). */
  z.strictObject({
    attack: z.literal('spatial-grid'),
    rotation: rotationSchema,
    translation: translationSchema,
    rotations: z.int().min(1),
    translations: z.int().min(1),
    climbs,
  }),
])
/** An attack with its settings, as data. */
export type AttackPlan = z.infer<typeof attackPlanSchema>

export type AttackFamily = 'clean' | 'adversarial' | 'spatial'

/** Which axis of the trade-off a plan measures. */
export function familyOf(plan: AttackPlan): AttackFamily {
  switch (plan.attack) {
    case 'clean':
      return 'clean'
    case 'fgsm':
    case 'pgd':
      return 'adversarial'
    case 'spatial-random':
    case 'spatial-grid':
      return 'spatial'
  }
}

/** A plan's stable name in stores and seeds: its canonical JSON, keys in alphabetical order. */
export function planKey(plan: AttackPlan): string {
  return JSON.stringify(plan, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
