import { z } from 'zod'
import { attackPlanSchema, type AttackPlan } from './plan/index.ts'
import { rotationSchema, translationSchema } from './units.ts'

/** One spatial plan repeated over every pair of half-ranges: ± degrees by ± px. */
export const heatmapSchema = z
  .strictObject({
    rotations: z.array(rotationSchema).min(1),
    translations: z.array(translationSchema).min(1),
    plan: attackPlanSchema,
  })
  .superRefine(({ plan }, context) => {
    if ('rotation' in plan && 'translation' in plan) return
    const message = `is ${plan.attack}, which has no rotation and translation to vary`
    context.addIssue({ code: 'custom', path: ['plan', 'attack'], message })
  })
export type Heatmap = z.infer<typeof heatmapSchema>

/** A heatmap's plan in one of its cells. */
export function planIn({ plan }: Heatmap, rotation: number, translation: number): AttackPlan {
  return { ...plan, rotation, translation } as AttackPlan
}

/** All cells, rotations outermost. */
export function cellsOf(heatmap: Heatmap): { rotation: number; translation: number }[] {
  return heatmap.rotations.flatMap((rotation) =>
    heatmap.translations.map((translation) => ({ rotation, translation })),
  )
}
