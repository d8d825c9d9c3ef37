import { z } from 'zod'

/**
 * Test images as a stored corruption set has them (Hendrycks & Dietterich, arXiv 1903.12261): no
 * search and no draw. `set` is the name it was imported under.
 */
export const corruptionPlan = z.strictObject({
  attack: z.literal('corruption'),
  set: z.string().min(1),
  /** As `gaussian_noise`. */
  corruption: z.string().min(1),
  severity: z.union([1, 2, 3, 4, 5].map((level) => z.literal(level as 1 | 2 | 3 | 4 | 5))),
})
